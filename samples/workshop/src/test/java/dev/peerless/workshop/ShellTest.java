package dev.peerless.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole sessions: what is typed and saved, and all that is on the screen afterwards. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShellTest {

    @TempDir
    Path here;

    private Folders folders;

    @BeforeEach
    void copy() throws Exception {
        folders = Fixture.copyTo(here.resolve("workshop"));
    }

    @Test
    void leadsThroughAWorkshopInEnglish() throws Exception {
        assertThat(solvedByHand(Language.ENGLISH)).isEqualTo(screen("english.txt"));
    }

    @Test
    void leadsThroughAWorkshopInChinese() throws Exception {
        assertThat(solvedByHand(Language.CHINESE)).isEqualTo(screen("chinese.txt"));
    }

    /** The first session asks for everything and leaves; in the second one the lesson is solved before. */
    private String solvedByHand(Language language) throws Exception {
        var first = play(language, "h\nh\nh\nt\nfoo\nn\ns\nn\ns\ny\nl\ng 9\ng\n?\n\n");
        Fixture.solve(folders, "lesson01", "Greeting.java");
        return first + "~~~~ again\n" + play(language, "\nn\n？\ng1\nreset\ny\nq\nnot read any more\n");
    }

    @Test
    void tellsWhereItDoesNotCompile() throws Exception {
        play(Language.ENGLISH, "");
        var greeting = folders.work("lesson01").resolve("Greeting.java");
        Files.writeString(greeting, Files.readString(greeting).replace("\"hell\";", "\"hello\""));

        assertThat(play(Language.ENGLISH, "")).contains("""
                        Compiling and running ...

                        It does not compile yet. The compiler says:

                          Greeting.java:6: ';' expected
                                    return "hello"
                                                  ^

                        Your turn
                        """);
    }

    @Test
    void tellsThatTheTestNoLongerFits() throws Exception {
        play(Language.ENGLISH, "");
        var greeting = folders.work("lesson01").resolve("Greeting.java");
        Files.writeString(greeting, Files.readString(greeting).replace("say()", "tell()"));

        assertThat(play(Language.ENGLISH, "")).contains("""
                        It does not compile yet. The compiler says:

                          GreetingTest.java:11: cannot find symbol
                            symbol:   method say()
                            location: class lesson01.Greeting
                                    assertThat(new Greeting().say()).as("what is said").isEqualTo("hello");
                                                             ^

                        That is not the file to edit. Most likely the test does not find any more what
                        it calls: a method was renamed, or its parameters were changed. Undo that, or
                        type `reset` to begin again.
                        """);
    }

    @Test
    void tellsThatTheExerciseIsEmptyAndBringsItBack() throws Exception {
        play(Language.ENGLISH, "");
        Files.writeString(folders.work("lesson01").resolve("Greeting.java"), "");

        assertThat(play(Language.ENGLISH, "reset\ny\n"))
                .contains("Greeting.java is empty.\nType `reset` to get it back as it was in the beginning.")
                .contains("Greeting.java is as it was in the beginning.", "but was: \"hell\"");
    }

    @Test
    void tellsThatALessonHasChanged() throws Exception {
        play(Language.ENGLISH, "");
        Files.writeString(folders.work("lesson01").resolve("Greeting.java"), "mine");
        Files.writeString(folders.lesson("lesson01").resolve("Greeting.java"), "newer");

        assertThat(play(Language.ENGLISH, ""))
                .startsWith("Lesson 1 has changed since you began it. Your Greeting.java stays as it is;\n"
                        + "`reset` there begins it anew.\n\nPeerless workshop");
    }

    @Test
    void runsWhatIsSaved() throws Exception {
        var keyboard = new PipedWriter();
        var shown = new AwaitedOutput();
        var session = new FutureTask<>(() -> {
            play(
                    Language.ENGLISH,
                    new PipedReader(keyboard),
                    new PrintStream(shown, true, StandardCharsets.UTF_8),
                    true);
            return null;
        });
        new Thread(session, "session").start();

        shown.await("?");
        Fixture.solve(folders, "lesson01", "Greeting.java");
        shown.await("Solved: lesson 1");
        keyboard.write("q\n");
        keyboard.flush();
        session.get(30, TimeUnit.SECONDS);

        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("Saved. Compiling and running ...");
    }

    @Test
    void paintsOnATerminal() throws Exception {
        var shown = new ByteArrayOutputStream();
        var terminal = new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), true, true);

        terminal.prompt();
        terminal.show(List.of(new Line(Line.Kind.GOOD, "solved"), Line.EMPTY, Line.plain("plain")));
        terminal.prompt();
        terminal.typed("q");
        terminal.show(List.of(Line.plain("bye"), Line.plain("  #1  +0.500 ms  >  RST        @PeerResets")));

        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "> ",
                        "\u001B[1;32msolved\u001B[0m",
                        "",
                        "plain",
                        "> bye",
                        "  #1  \u001B[2m+0.500 ms\u001B[0m  >  \u001B[31mRST\u001B[0m        @PeerResets");
    }

    @Test
    void endsTheLineOfThePromptWhereItIsStopped() {
        var shown = new ByteArrayOutputStream();
        var terminal = new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), false, true);

        terminal.prompt();
        terminal.end();
        terminal.end();

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("> " + System.lineSeparator());
    }

    private String play(Language language, String typed) throws Exception {
        var shown = new ByteArrayOutputStream();
        play(language, new StringReader(typed), new PrintStream(shown, true, StandardCharsets.UTF_8), false);
        return shown.toString(StandardCharsets.UTF_8)
                .replace(System.lineSeparator(), "\n")
                .replace('\\', '/');
    }

    private void play(Language language, Reader typed, PrintStream out, boolean watch) throws Exception {
        var screens = new Screens(new Words(language), folders, here, watch, TerminalSize.UNKNOWN);
        var runner = new LessonRunner(new LessonCompiler(language.locale()), Duration.ofSeconds(30));
        var session = Session.begin(Lessons.read(folders, language), screens, Shell.progress(folders));
        new Shell(folders, runner, new Terminal(out, false, false), new BufferedReader(typed), watch).play(session);
    }

    private static String screen(String name) throws Exception {
        var file = Path.of(Objects.requireNonNull(ShellTest.class.getResource("/sessions/" + name))
                .toURI());
        return contentOf(file.toFile(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Lets a test wait for what is printed. */
    private static final class AwaitedOutput extends ByteArrayOutputStream {

        synchronized void await(String text) throws InterruptedException {
            while (!toString(StandardCharsets.UTF_8).contains(text)) {
                wait();
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            notifyAll();
        }
    }
}
