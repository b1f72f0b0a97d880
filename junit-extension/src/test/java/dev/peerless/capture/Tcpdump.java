package dev.peerless.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The child process that captures. */
final class Tcpdump {

    /**
     * Each packet at once ({@code --immediate-mode -U}), and 160 bytes of it, which hold all headers: small slots let
     * the kernel's buffer ({@code -B}, in KiB) take tens of thousands of packets. No promiscuous mode, no names.
     */
    private static final String OPTIONS = "-i lo -p -n --immediate-mode -U -s 160 -B 8192 -w -";

    private static final Pattern LOST = Pattern.compile("[1-9]\\d* packets? dropped by kernel");
    private static final int SECONDS_TO_STOP = 10;

    private final Process process;
    private Optional<String> lastWords = Optional.empty();

    private Tcpdump(Process process) {
        this.process = process;
    }

    static Tcpdump start(String program, int peerPort, int markerPort) throws IOException {
        var command = "%s %s tcp port %d or udp port %d".formatted(program, OPTIONS, peerPort, markerPort);
        var builder = new ProcessBuilder(command.split(" "));
        builder.environment().put("LC_ALL", "C");
        return new Tcpdump(builder.start());
    }

    /** The pcap stream. */
    InputStream output() {
        return process.getInputStream();
    }

    /** Ends the process; harmless if it has ended already. */
    void stop() {
        // Not Process.destroy(): that one closes the pipes, and the last words on stderr with them.
        process.toHandle().destroy();
        process.onExit()
                .completeOnTimeout(process, SECONDS_TO_STOP, TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            process.destroyForcibly();
        }
    }

    /** How it ended and all it wrote to stderr; waits for the end. */
    synchronized String lastWords() throws IOException {
        if (lastWords.isEmpty()) {
            try (var errors = process.getErrorStream()) {
                var text = new String(errors.readAllBytes(), StandardCharsets.UTF_8)
                        .strip()
                        .replace('\n', ' ');
                int exitCode = process.onExit().join().exitValue();
                lastWords = Optional.of("exit code " + exitCode + (text.isEmpty() ? "" : ": " + text));
            }
        }
        return lastWords.get();
    }

    /** Throws if the kernel had to throw packets away because the process did not take them fast enough. */
    static void requireNothingLost(String lastWords) throws IOException {
        var matcher = LOST.matcher(lastWords);
        if (matcher.find()) {
            throw new IOException("the capture is incomplete, nothing follows from what it lacks: " + matcher.group());
        }
    }
}
