package dev.peerless.transcript;

import static dev.peerless.transcript.TerminalForm.COLOURED;
import static dev.peerless.transcript.TerminalForm.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.wire.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalFormTest {

    private static final Origin BY_FAULT =
            new Origin.ByFault(Fault.reset(Trigger.afterReceiving(2)).labelled("@PeerResets"));

    private final Data data = new Data(1, 0, Direction.RECEIVED, 2, Bytes.utf8("hi"));
    private final Stalled stalled = new Stalled(1, 1_000_000, BY_FAULT);
    private final Fin fin = new Fin(2, 20_000_000, Direction.RECEIVED, new Origin.ByCodeUnderTest(), false);
    private final Rst rst = new Rst(1, 1_234_000_000, Direction.SENT, BY_FAULT, "", false);
    private final Transcript transcript = new Transcript(List.of(data, stalled, fin, rst), 0, true);

    @Nested
    class Coloured {

        @Test
        void showsKindsInColoursAndTimesDim() {
            assertThat(COLOURED.of(transcript))
                    .isEqualTo(String.join(
                            "\n",
                            "   #1     \u001B[2m+0.000 ms\u001B[0m  <  \u001B[36mdata\u001B[0m 2 B  \"hi\"",
                            "   #1     \u001B[2m+1.000 ms\u001B[0m     \u001B[35mstalled\u001B[0m    @PeerResets",
                            "   #2    \u001B[2m+20.000 ms\u001B[0m  <  \u001B[33mFIN\u001B[0m",
                            "   #1  \u001B[2m+1234.000 ms\u001B[0m  >  \u001B[31mRST\u001B[0m        @PeerResets"));
        }

        @Test
        void showsTheMarkOfWhatDecided() {
            assertThat(COLOURED.of(transcript.ofConnection(2).marking(fin)))
                    .isEqualTo(
                            "\u001B[1;31m>\u001B[0m  #2  \u001B[2m+20.000 ms\u001B[0m" + "  <  \u001B[33mFIN\u001B[0m");
        }

        @Test
        void leavesOtherLinesOfAMessageAsTheyAre() {
            var message = "Expecting RST\nto come,\nbut it did not.\n" + transcript.ofConnection(2) + "\n";

            assertThat(COLOURED.of(message))
                    .startsWith("Expecting RST\nto come,\nbut it did not.\n   #2  \u001B[2m")
                    .endsWith("\u001B[33mFIN\u001B[0m\n");
        }

        @Test
        void addsNothingButCodes() {
            var marked = transcript.marking(rst);

            assertThat(COLOURED.of(marked).replaceAll("\u001B\\[[\\d;]*m", "")).isEqualTo(marked);
        }

        @Test
        void ofNothingIsPlain() {
            var nothing = new Transcript(List.of(), 0, true);

            assertThat(COLOURED.of(nothing)).isEqualTo("   (nothing happened)");
            assertThat(COLOURED.styled("1", "")).isEmpty();
        }

        @Test
        void stylesTextOfOnesOwn() {
            assertThat(COLOURED.styled("1;36", "title")).isEqualTo("\u001B[1;36mtitle\u001B[0m");
        }
    }

    @Nested
    class Plain {

        @Test
        void leavesAllAsItIs() {
            assertThat(PLAIN.of(transcript)).isEqualTo(transcript.toString());
            assertThat(PLAIN.styled("1", "title")).isEqualTo("title");
        }
    }

    @Nested
    class Choice {

        @ParameterizedTest
        @CsvSource(nullValues = "-", textBlock = """
                        -,               -,        COLOURED
                        NO_COLOR,        1,        PLAIN
                        NO_COLOR,        '',       COLOURED
                        TERM,            dumb,     PLAIN
                        TERM,            '',       PLAIN
                        CLICOLOR,        0,        PLAIN
                        CLICOLOR,        1,        COLOURED
                        FORCE_COLOR,     0,        PLAIN
                        FORCE_COLOR,     false,    PLAIN
                        """)
        void onATerminal(String variable, String value, TerminalForm expected) {
            assertThat(choice(variable, value, true, "Linux")).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource(nullValues = "-", textBlock = """
                        -,               -,        PLAIN
                        FORCE_COLOR,     1,        COLOURED
                        FORCE_COLOR,     true,     COLOURED
                        FORCE_COLOR,     '',       PLAIN
                        CLICOLOR_FORCE,  1,        COLOURED
                        CLICOLOR_FORCE,  0,        PLAIN
                        CLICOLOR,        1,        PLAIN
                        """)
        void elsewhere(String variable, String value, TerminalForm expected) {
            assertThat(choice(variable, value, false, "Linux")).isEqualTo(expected);
        }

        @Test
        void obeysWhoSaysNo() {
            var environment = Map.of("NO_COLOR", "1", "FORCE_COLOR", "1", "CLICOLOR_FORCE", "1", "TERM", "xterm");

            assertThat(new TerminalChoice(environment::get, () -> true, "Linux").form())
                    .isEqualTo(PLAIN);
        }

        @ParameterizedTest
        @ValueSource(strings = {"WT_SESSION", "ANSICON", "ConEmuANSI"})
        void onWindowsAsksForWhatKnowsCodes(String variable) {
            assertThat(choice("TERM", "", true, "Windows 11")).isEqualTo(PLAIN);
            assertThat(new TerminalChoice(Map.of(variable, "1")::get, () -> true, "Windows 11").form())
                    .isEqualTo(COLOURED);
        }

        private static TerminalForm choice(String variable, String value, boolean terminal, String system) {
            var environment = new HashMap<>(Map.of("TERM", "xterm-256color"));
            if (variable != null) {
                environment.put(variable, value);
            }
            return new TerminalChoice(environment::get, () -> terminal, system).form();
        }
    }
}
