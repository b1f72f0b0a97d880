package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** In a JVM without any logging framework but the JDK's, and in one without even that. */
class CapturedLogAloneTest {

    @Test
    void needsNoLoggingFramework() throws Exception {
        assertThat(run()).isEqualTo("[INFO com.example: Broken pipe, printed: Broken pipe]");
    }

    @Test
    void needsNoJavaUtilLogging() throws Exception {
        assertThat(run("--limit-modules", "java.base")).isEqualTo("[printed: Broken pipe]");
    }

    private static String run(String... options) throws Exception {
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(logback|log4j|slf4j).*"))
                .collect(joining(File.pathSeparator));
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
        command.addAll(List.of(options));
        command.add(options.length == 0 ? WithLogging.class.getName() : Printing.class.getName());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        // Only one that lives is killed: that closes the pipe, and what it still holds would be lost.
        var ended = process.onExit()
                .completeOnTimeout(process, 120, SECONDS)
                .thenApply(child -> child.isAlive() ? child.destroyForcibly() : child);
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(ended.join().waitFor()).as(output).isZero();
        return output.lines().reduce("", (before, last) -> last);
    }

    static final class WithLogging {

        public static void main(String[] args) {
            var log = CapturedLog.start();
            try (log) {
                Logger.getLogger("com.example").info("Broken pipe");
                System.out.println("printed: Broken pipe");
                assertThatLog(log).hasAtMost(2).linesAbout(NetworkFailure.BROKEN_PIPE);
            }
            System.out.println(log.lines());
        }
    }

    static final class Printing {

        public static void main(String[] args) {
            var log = CapturedLog.start();
            try (log) {
                System.out.println("printed: Broken pipe");
            }
            System.out.println(log.lines());
        }
    }
}
