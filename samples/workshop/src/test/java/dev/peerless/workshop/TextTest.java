package dev.peerless.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts: from Markdown to a terminal, in two languages. */
class TextTest {

    @Nested
    class Wrapping {

        @Test
        void breaksBetweenWords() {
            assertThat(Columns.wrap("the peer has closed", 10)).containsExactly("the peer", "has closed");
        }

        @Test
        void countsChineseCharactersTwiceAndKeepsPunctuationOffTheStart() {
            assertThat(Columns.wrap("对端已经关闭，连接断了", 12)).containsExactly("对端已经关", "闭，连接断了");
            assertThat(Columns.width("对端 peer")).isEqualTo(9);
        }

        @Test
        void leavesLongWordsWhole() {
            assertThat(Columns.wrap("a java.net.SocketException b", 5))
                    .containsExactly("a", "java.net.SocketException", "b");
        }
    }

    @Nested
    class Rendering {

        private List<String> rendered(String markdown) {
            return Markdown.lines(markdown, 24).stream().map(Line::text).toList();
        }

        @Test
        void joinsParagraphsAndIndentsItems() {
            assertThat(
                            rendered(
                                    "A FIN\nis **no** *error*.\n\n- read gives -1, for as long as one asks\n- `*` stays\n\n1. [docs](docs/faults.md)"))
                    .containsExactly(
                            "A FIN is no error.",
                            "",
                            "- read gives -1, for as",
                            "  long as one asks",
                            "- `*` stays",
                            "",
                            "1. docs");
        }

        @Test
        void joinsChineseWithoutSpaces() {
            assertThat(rendered("对端\n关闭。\nread 返回\n-1")).containsExactly("对端关闭。read 返回 -1");
        }

        @Test
        void keepsCodeAsItIs() {
            assertThat(rendered("So:\n```text\n   #1  +0.000 ms  <  FIN   *\n```\nEnd"))
                    .containsExactly("So:", "     #1  +0.000 ms  <  FIN   *", "End");
        }

        @Test
        void keepsShortCodeInOnePiece() {
            assertThat(rendered("The line should have `\": \" + e` in it: `{ ... }`."))
                    .containsExactly("The line should have", "`\": \" + e` in it:", "`{ ... }`.");
            assertThat(rendered("只要一行：`ORDER\n<订单号>` 和应答")).containsExactly("只要一行：", "`ORDER <订单号>` 和应答");
        }

        @Test
        void breaksCodeThatTakesNearlyALine() {
            assertThat(rendered("It throws `ConnectException: refused`."))
                    .containsExactly("It throws", "`ConnectException:", "refused`.");
        }

        @Test
        void alignsTables() {
            assertThat(rendered("| a | 对端 |\n|---|---|\n| long | b |")).containsExactly("  a      对端", "  long   b");
        }
    }

    @Nested
    class MessagesOfTheKit {

        private List<String> shown(String message) {
            return KitMessage.lines(message, 24, jdk -> "... " + jdk + " lines");
        }

        @Test
        void areWrappedWithIndentation() {
            assertThat(shown("Help: only later writes, or reads, tell of it.\n  but only one was logged"))
                    .containsExactly(
                            "Help: only later",
                            "  writes, or reads, tell",
                            "  of it.",
                            "  but only one was",
                            "    logged");
        }

        @Test
        void keepLinesInColumns() {
            var transcript = "   #1  +0.000 ms  <  connect from 127.0.0.1:57532\n"
                    + ">  #1  +0.529 ms  >  FIN        @PeerCloses(afterSending = 4)\n"
                    + "--   +0.646 ms     crashed    @PeerCrashes\n"
                    + "tcp6       0      0 127.0.0.1:40483         127.0.0.1:48310         FIN_WAIT2";

            assertThat(shown(transcript))
                    .containsExactlyElementsOf(transcript.lines().toList());
        }

        @Test
        void foldWhatLiesWithinTheJdk() {
            assertThat(shown("   \"main\" RUNNABLE\n       at sun.nio.ch.Net.poll(Native Method)\n"
                            + "       at java.net.Socket$SocketInputStream.read(Socket.java:1)\n"
                            + "       at lesson05.Stock.level(Stock.java:41)\n"
                            + "       at java.lang.Thread.run(Thread.java:2)"))
                    .containsExactly(
                            "   \"main\" RUNNABLE",
                            "       ... 2 lines",
                            "       at lesson05.Stock.level(Stock.java:41)",
                            "       at java.lang.Thread.run(Thread.java:2)");
        }
    }

    @Nested
    class Languages {

        private final Map<String, String> english = texts(Locale.ROOT);
        private final Map<String, String> chinese = texts(Locale.CHINESE);

        private Map<String, String> texts(Locale locale) {
            var bundle = ResourceBundle.getBundle(
                    "dev.peerless.workshop.words",
                    locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            var texts = new TreeMap<String, String>();
            new TreeSet<>(bundle.keySet()).forEach(key -> texts.put(key, bundle.getString(key)));
            return texts;
        }

        @Test
        void sayTheSame() {
            assertThat(chinese.keySet()).isEqualTo(english.keySet());
            assertThat(english)
                    .allSatisfy((key, text) ->
                            assertThat(values(chinese.get(key))).as(key).isEqualTo(values(text)));
        }

        private int values(String text) {
            return text.split("%s", -1).length;
        }

        @Test
        void speakEnglishToOldTerminals() {
            assertThat(english)
                    .allSatisfy((key, text) -> assertThat(
                                    StandardCharsets.US_ASCII.newEncoder().canEncode(text))
                            .as(key)
                            .isTrue());
            assertThat(Environment.canShow(Language.CHINESE, StandardCharsets.US_ASCII))
                    .isFalse();
            assertThat(Environment.canShow(Language.CHINESE, StandardCharsets.UTF_8))
                    .isTrue();
            assertThat(Environment.canShow(Language.ENGLISH, StandardCharsets.US_ASCII))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', zh-CN, CHINESE",
        "'', en-US, ENGLISH",
        "'', fr-FR, ENGLISH",
        "zh, en-US, CHINESE",
        "zh_CN, en-US, CHINESE",
        "en, zh-CN, ENGLISH"
    })
    void speaksTheLanguageOfTheOptionOrElseOfTheUser(String lang, String locale, Language language) {
        var options = Options.of(Path.of(""), Map.of("lang", lang), Locale.forLanguageTag(locale));

        assertThat(options.language()).isEqualTo(language);
        assertThat(options.mistake()).isNull();
    }

    @Test
    void namesOptionsThatItDoesNotUnderstand() {
        assertThat(Options.of(Path.of(""), Map.of("lang", "xx"), Locale.ENGLISH).mistake())
                .isEqualTo("-Dlang=xx is not understood: en or zh.");
        assertThat(Options.of(Path.of(""), Map.of("lesson", "two"), Locale.CHINA)
                        .mistake())
                .isEqualTo("看不懂 -Dlesson=two：请用数字，例如 -Dlesson=3。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "007", "12345"})
    void namesNumbersThatNoLessonCanHave(String number) {
        assertThat(Options.of(Path.of(""), Map.of("lesson", number), Locale.ENGLISH)
                        .mistake())
                .isEqualTo("-Dlesson=" + number + " is not understood: a number, such as -Dlesson=3.");
    }

    @Test
    void namesALessonThatThereIsNot() {
        var lessons = List.of(
                new Lesson(1, "lesson01", LessonText.of("# 1. `CLOSE_WAIT`"), List.of(), List.of()),
                new Lesson(2, "lesson02", LessonText.of(""), List.of(), List.of()));

        assertThat(lessons.get(0).text().title()).isEqualTo("CLOSE_WAIT");
        assertThat(startingAt("99").noSuchLesson(lessons))
                .isEqualTo("There is no lesson 99, as -Dlesson asks for. There are 1-2.");
        assertThat(startingAt("2").noSuchLesson(lessons)).isNull();
        assertThat(startingAt("").noSuchLesson(lessons)).isNull();
    }

    private static Options startingAt(String lesson) {
        return Options.of(Path.of(""), Map.of("lesson", lesson), Locale.ENGLISH);
    }

    @Test
    void keepsProgressInAFileThatMayBeDamaged() {
        var progress = Progress.NONE.at(3).withSolved(2).withSolved(1);

        assertThat(progress.text()).isEqualTo("current = 3\nsolved = 1 2\n");
        assertThat(Progress.of(progress.text())).isEqualTo(progress);
        assertThat(Progress.of("current = x\nsolved = 1 y 99999\n?")).isEqualTo(Progress.NONE.withSolved(1));
        assertThat(Progress.of("")).isEqualTo(Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a … ms | a 1.5 ms | ",
                "a | b | line 1, expected: a/line 1, but was:  b",
                "a/b | a | line 2, expected: b/line 2, but was:  (the end)",
                "a | a/b | not expected any more: b",
                "a/… | a/b/c | ",
                "a? | a? | ",
            })
    void comparesMessages(String expected, String message, String difference) {
        var found = Expected.difference(expected.replace('/', '\n'), message.replace('/', '\n'));

        assertThat(found).isEqualTo(difference == null ? null : difference.replace('/', '\n'));
    }
}
