package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inner runs go without a launcher, and so without any listener that it would find. */
class ReportWithoutListenerTest {

    @TempDir
    private Path directory;

    @Test
    void isMissedOnce() {
        assertThat(warnings(directory.toString()))
                .containsExactly("WARNING: Configuration parameter peerless.report.dir = \"" + directory
                        + "\": no report is written, since JUnit's launcher does not know the listener. Put a file"
                        + " META-INF/services/org.junit.platform.launcher.TestExecutionListener with the line"
                        + " dev.peerless.junit.ReportListener into the tests' resources, or leave the parameter out.");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isMissedByNobodyWhoHasNotAskedForIt() {
        assertThat(warnings(" ")).isEmpty();
    }

    private static List<String> warnings(String configured) {
        var said = new CopyOnWriteArrayList<String>();
        var log = Logger.getLogger("dev.peerless.report");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getMessage().contains("\"" + configured + "\"")) {
                    said.add(entry.getLevel() + ": " + entry.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            InnerRun.with(ReportRecording.PARAMETER, configured, Cases.class).succeeded(20);
        } finally {
            log.removeHandler(handler);
        }
        return said;
    }

    static class Cases {

        @RepeatedTest(20)
        void takesAPeer(@PeerEchoes Peer peer) {
            assertThat(peer.isClosed()).isFalse();
        }
    }
}
