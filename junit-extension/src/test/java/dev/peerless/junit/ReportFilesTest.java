package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs tests as builds do, through JUnit's launcher, and looks at the files that the listener writes. */
class ReportFilesTest {

    @TempDir
    Path directory;

    @Test
    void holdsEveryTestWithItsPeersAndWhyItFailed() throws IOException {
        run(directory.toString(), 1, 2, Cases.class);

        var page = masked(only(".html"));
        assertThat(page)
                .contains("<title>2 failed, 1 passed, 0 aborted - Peerless report</title>")
                .contains("<span class=\"outcome\">passed</span> ReportFilesTest.Cases: passes(Peer)</h3>")
                .contains("<span class=\"outcome\">failed</span> ReportFilesTest.Cases: fails(Peer)</h3>")
                .contains("<h4>peer on port PORT (echoes)</h4>")
                .contains("java.lang.IllegalStateException: on purpose")
                .contains("<summary>connection #1: 3 events in TIME ms</summary>")
                .contains("Expecting every declared fault of peer on port PORT (resets on connect, all connections)\n");
        assertThat(page)
                .doesNotContain("<script>alert")
                .contains("data 25 B  &quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot;");
    }

    @Test
    void fetchesNothing() throws IOException {
        run(directory.toString(), 1, 2, Cases.class);

        assertThat(only(".html")).doesNotContain("http:", "https:", "src=", "@import", "url(");
    }

    @Test
    void isWrittenForPullRequestsToo() throws IOException {
        run(directory.toString(), 1, 2, Cases.class);

        assertThat(masked(only(".md")))
                .startsWith("## Peerless: 2 failed, 1 passed, 0 aborted\n")
                .contains("""
                        ### failed: ReportFilesTest.Cases: fails(Peer)

                        ```text
                        java.lang.IllegalStateException: on purpose
                        ```

                        ```mermaid
                        sequenceDiagram
                            participant C as code under test
                            participant P as peer
                            C->>P: +TIME ms connect from 127.0.0.1#58;PORT
                            C->>P: +TIME ms data 25 B  #34;#60;script#62;alert(1)#60;/script#62;#34;
                            P->>C: +TIME ms data 25 B  #34;#60;script#62;alert(1)#60;/script#62;#34;
                        ```

                        <details><summary>connection #1 as text</summary>

                        ```text
                           #1 +TIME ms  <  connect from 127.0.0.1:PORT
                           #1 +TIME ms  <  data 25 B  "<script>alert(1)</script>"
                           #1 +TIME ms  >  data 25 B  "<script>alert(1)</script>"
                        ```
                        </details>
                        """);
    }

    @Test
    void ofPeersOfAClassIsLinkedFromItsTests() throws IOException {
        run(directory.toString(), 1, 0, Shared.class);

        assertThat(masked(only(".html")))
                .contains("<p>Uses the peers of its <a href=\"#t2\">class</a> too.</p>")
                .contains("<details id=\"t2\"><summary><h3><span class=\"outcome\">passed</span> ReportFilesTest.Shared"
                        + " (peers of the class)</h3>");
    }

    @Test
    void isOffByDefault() throws IOException {
        run("", 1, 2, Cases.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void isNotWrittenOfTestsWithoutPeers() throws IOException {
        run(directory.toString(), 1, 0, WithoutPeers.class);

        assertThat(files()).isEmpty();
    }

    @Test
    void ofAnotherRunStays() throws IOException {
        run(directory.toString(), 1, 0, Shared.class);
        run(directory.toString(), 1, 0, Shared.class);

        var name = "peerless-report-" + ProcessHandle.current().pid();
        assertThat(files()).containsExactly(name + "-2.html", name + "-2.md", name + ".html", name + ".md");
    }

    @Test
    void failsNoTestIfItCannotBeWritten() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        var said = logged(() -> run(file.toString(), 1, 0, Shared.class));

        assertThat(said)
                .containsExactly("Configuration parameter peerless.report.dir = \"" + file
                        + "\": no report is written, since that directory cannot be written to:"
                        + " java.nio.file.FileAlreadyExistsException: " + file
                        + ". Name one that can, or leave the parameter out.");
    }

    @Test
    void isNotNeededToBeToldHowFarARunIs() throws IOException {
        var said = logged(() -> run("", 1, 0, Shared.class, "peerless.progress", "sometimes"));

        assertThat(said)
                .containsExactly(
                        "Configuration parameter peerless.progress = \"sometimes\": allowed are auto, always and"
                                + " never; it counts as auto.");
        assertThat(files()).isEmpty();
    }

    private static void run(String directory, long passed, long failed, Class<?> testClass, String... keyAndValue) {
        var summary = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(testClass));
        if (keyAndValue.length == 2) {
            request.configurationParameter(keyAndValue[0], keyAndValue[1]);
        }
        if (!directory.isEmpty()) {
            request.configurationParameter("peerless.report.dir", directory);
        }
        LauncherFactory.create().execute(request.build(), summary);
        assertEquals(passed, summary.getSummary().getTestsSucceededCount(), "tests that passed");
        assertEquals(failed, summary.getSummary().getTestsFailedCount(), "tests that failed");
    }

    private static List<String> logged(Runnable run) {
        var said = new ArrayList<String>();
        var log = Logger.getLogger("dev.peerless.report");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            run.run();
        } finally {
            log.removeHandler(handler);
        }
        return said;
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String only(String extension) throws IOException {
        var found = files().stream().filter(name -> name.endsWith(extension)).toList();
        assertThat(found).hasSize(1);
        return Files.readString(directory.resolve(found.get(0)), StandardCharsets.UTF_8);
    }

    private static String masked(String page) {
        return InnerRun.masked(page)
                .replaceAll("127\\.0\\.0\\.1#58;\\d+", "127.0.0.1#58;PORT")
                .replaceAll(" in \\d+\\.\\d{3} ms", " in TIME ms")
                .replaceAll(": \\+TIME", ": +TIME");
    }

    static class Cases {

        /** Keeps the socket open until after the test: once out of reach, it would be closed by a garbage collection. */
        private RawClient left;

        @Test
        void passes(@PeerEchoes Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("hello").receives("hello");
            }
        }

        @Test
        void fails(@PeerEchoes Peer peer) throws Exception {
            var text = "<script>alert(1)</script>";
            left = new RawClient(peer).send(text).receives(text);
            throw new IllegalStateException("on purpose", new Exception(left.toString()));
        }

        @Test
        void provesNothing(@PeerResets Peer peer) {}
    }

    static class Shared {

        @PeerEchoes
        static Peer shared;

        @Test
        void passes() {}
    }

    static class WithoutPeers {

        @Test
        void passes() {}
    }
}
