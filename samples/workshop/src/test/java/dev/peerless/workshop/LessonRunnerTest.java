package dev.peerless.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes of programs as learners write them. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LessonRunnerTest {

    private static final LessonCompiler COMPILER = new LessonCompiler(Locale.ENGLISH);

    @TempDir
    Path folder;

    private Outcome run(Duration limit, String body) throws IOException, InterruptedException {
        var source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(
                source.resolve("ProgramTest.java"),
                "package lesson07;\nimport org.junit.jupiter.api.*;\nclass ProgramTest {\n" + body + "\n}\n");
        return new LessonRunner(COMPILER, limit).run("lesson07", List.of(source), folder.resolve("output"));
    }

    private Outcome run(String body) throws IOException, InterruptedException {
        return run(Duration.ofSeconds(30), body);
    }

    @Test
    void tellsWhichExceptionItWasAndWhere() throws Exception {
        var outcome = run(
                "@Test void reads() throws Exception {\n throw new java.net.SocketException(\"Connection reset\");\n}");

        assertThat(outcome)
                .isEqualTo(new Outcome.Failed(
                        "reads",
                        List.of(),
                        "java.net.SocketException: Connection reset",
                        List.of(),
                        "ProgramTest.java:5",
                        true,
                        false,
                        null));
    }

    @Test
    void tellsWhereItWasAsked() throws Exception {
        assertThat(run("@Test void asks() {\n Assertions.fail(\"one\");\n}"))
                .isEqualTo(new Outcome.Failed(
                        "asks", List.of(), "one", List.of(), "ProgramTest.java:5", false, false, null));
    }

    @Test
    void tellsTheOthersThatFail() throws Exception {
        var outcome = run("@Test void a() { Assertions.fail(\"one\"); } @Test void b() { Assertions.fail(\"two\"); }");

        assertThat(outcome)
                .asInstanceOf(type(Outcome.Failed.class))
                .returns(false, Outcome.Failed::hung)
                .extracting(Outcome.Failed::others, list(Outcome.Failed.class))
                .extracting(Outcome.Failed::test, Outcome.Failed::message)
                .containsExactly(tuple("b", "two"));
    }

    @Test
    void tellsThatATestHung() throws Exception {
        var outcome = run("@Test @Timeout(value = 50, unit = java.util.concurrent.TimeUnit.MILLISECONDS) void waits()"
                + " throws Exception { new java.util.concurrent.CountDownLatch(1).await(); }");

        assertThat(outcome)
                .asInstanceOf(type(Outcome.Failed.class))
                .returns(true, Outcome.Failed::hung)
                .extracting(Outcome.Failed::message)
                .isEqualTo("java.util.concurrent.TimeoutException: waits() timed out after 50 milliseconds");
    }

    /** The limit leaves time for the test to begin: before that nobody can tell where it hangs. */
    @Test
    void givesUpWhatDoesNotEnd() throws Exception {
        var outcome = run(
                Duration.ofSeconds(5),
                "@Test void waits() { while (true) { java.util.concurrent.locks.LockSupport.park(); } }");

        assertThat(outcome).isEqualTo(new Outcome.DidNotEnd(Duration.ofSeconds(5), "ProgramTest.java:4"));
    }

    @Test
    void tellsWhenThereIsNoTest() throws Exception {
        assertThat(run("")).isEqualTo(new Outcome.NoTest("lesson07"));
    }

    @Test
    void tellsWhatAMachineCannotDo() throws Exception {
        var abort = "@Test void a() { Assumptions.abort(\"needs Linux\"); }";

        assertThat(run(abort)).isEqualTo(new Outcome.CannotRunHere(List.of("a: needs Linux")));
        assertThat(run(abort + " @Test void b() {}")).isEqualTo(new Outcome.Passed(1, List.of("a: needs Linux")));
    }

    @Test
    void showsWhatThePeerSawAndWhereThePictureIs() throws Exception {
        var outcome = run(
                "@Test @dev.peerless.junit.PeerResets void reads(dev.peerless.peer.Peer peer) throws Exception {\n"
                        + "try (var s = new java.net.Socket(peer.host(), peer.port())) { s.getInputStream().read(); } }");

        assertThat(outcome).asInstanceOf(type(Outcome.Failed.class)).satisfies(failed -> {
            assertThat(failed.message()).isEqualTo("java.net.SocketException: Connection reset");
            assertThat(failed.seen())
                    .singleElement()
                    .satisfies(seen ->
                            assertThat(seen.transcript()).contains("connect from", ">  RST        @PeerResets"));
            assertThat(failed.report()).isRegularFile().hasFileName("report.html");
        });
    }

    @Test
    void findsFilesBesideTheTest() throws Exception {
        Files.createDirectories(folder.resolve("source"));
        Files.writeString(folder.resolve("source/page.txt"), "here");

        assertThat(run("@Test void finds() { Assertions.assertNotNull(ProgramTest.class.getResource(\"page.txt\")); }"))
                .isEqualTo(new Outcome.Passed(1, List.of()));
    }
}
