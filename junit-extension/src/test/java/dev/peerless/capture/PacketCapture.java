package dev.peerless.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Captures the TCP segments that go to and from one port over Linux loopback, so that a test can judge what was really
 * sent. It takes a {@code tcpdump} and the right to capture; {@link #whyNot()} tells whether both are there.
 *
 * <pre>{@code
 * PacketCapture.whyNot().ifPresent(Assumptions::abort);
 * try (var capture = PacketCapture.start(peer.port())) {
 *     // connect, be reset, see the exception
 *     assertThat(capture.flow(clientPort)).containsExactly("< SYN", "> SYN", "< data 5", "> RST");
 * }
 * }</pre>
 *
 * <h2>What is in</h2>
 *
 * {@link #segments()} and {@link #flow(int)} hold every segment that was delivered before the call: any whose effect a
 * test has seen, be it a byte, an end of stream or an exception. Loopback nearly always delivers within the call that
 * sends, but under load the kernel may do so a moment later: let the receiver see the segment before asking.
 *
 * <h2>Thread safety</h2>
 *
 * All methods may be called from any thread.
 */
public final class PacketCapture implements AutoCloseable {

    private static final Duration RESEND_AFTER = Duration.ofMillis(5);
    private static final int MOST_RESENDS = 6_000;

    private final Marker marker;
    private final Tcpdump tcpdump;
    private final Recording recording;
    private final AtomicLong markers = new AtomicLong();

    private PacketCapture(Marker marker, Tcpdump tcpdump, int port) {
        this.marker = marker;
        this.tcpdump = tcpdump;
        recording = new Recording(tcpdump.output(), port, marker.port());
    }

    /**
     * Starts a capture and returns when it is live: the first packet has been seen.
     *
     * @param port the peer's port; nobody needs to listen on it
     * @return the running capture
     * @throws IOException if capturing is not possible, with the words of tcpdump
     * @throws InterruptedException if interrupted before the capture is live
     */
    public static PacketCapture start(int port) throws IOException, InterruptedException {
        return start("tcpdump", port);
    }

    static PacketCapture start(String program, int port) throws IOException, InterruptedException {
        var marker = new Marker();
        var capture = new PacketCapture(marker, startTcpdump(program, port, marker), port);
        capture.goLive();
        return capture;
    }

    private static Tcpdump startTcpdump(String program, int port, Marker marker) throws IOException {
        try {
            return Tcpdump.start(program, port, marker.port());
        } catch (IOException failure) {
            marker.close();
            throw failure;
        }
    }

    private void goLive() throws IOException, InterruptedException {
        var reader = new Thread(recording, "packet-capture-reader");
        reader.setDaemon(true);
        reader.start();
        try {
            awaitAllUntilNow();
        } catch (IOException | InterruptedException failure) {
            release();
            throw failure;
        }
    }

    /**
     * The reason why nothing can be captured here, for assumptions. Found by trying, once per JVM.
     *
     * @return the reason, empty if capturing works
     */
    public static Optional<String> whyNot() {
        return Trial.WHY_NOT;
    }

    static Optional<String> whyNot(String program) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            return Optional.of("packets are captured on Linux only");
        }
        try (var reserved = new Marker();
                var capture = start(program, reserved.port())) {
            capture.segments();
            return Optional.empty();
        } catch (IOException failure) {
            return Optional.of("packets cannot be captured: " + failure.getMessage());
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while trying to capture packets");
        }
    }

    /**
     * All segments delivered so far, in the order in which the kernel took them in.
     *
     * @return a copy
     * @throws IOException if the capture has ended
     * @throws InterruptedException if interrupted while waiting for the capture to catch up
     */
    public List<Segment> segments() throws IOException, InterruptedException {
        awaitAllUntilNow();
        return recording.segments();
    }

    /**
     * What went between the peer and one port of the code under test so far: {@code "<"} is sent by the code under
     * test, {@code ">"} by the peer, followed by {@code SYN}, {@code data} with the number of bytes, {@code FIN} or
     * {@code RST}.
     *
     * <p>What depends on timing alone is left out: pure acknowledgments, retransmissions, into how many segments data
     * was cut, and how many RSTs in a row answered them.
     *
     * @param clientPort the local port of the code under test
     * @return such as {@code "< SYN", "> SYN", "< data 5", "> FIN", "> RST"}
     * @throws IOException if the capture has ended
     * @throws InterruptedException if interrupted while waiting for the capture to catch up
     */
    public List<String> flow(int clientPort) throws IOException, InterruptedException {
        return Flow.of(segments().stream()
                .filter(segment -> segment.clientPort() == clientPort)
                .toList());
    }

    private void awaitAllUntilNow() throws IOException, InterruptedException {
        long number = markers.incrementAndGet();
        for (int sent = 0; sent < MOST_RESENDS && !recording.ended().isDone(); sent++) {
            marker.send(number);
            if (recording.awaitMarker(number, RESEND_AFTER)) {
                return;
            }
        }
        throw noMarker();
    }

    private IOException noMarker() throws IOException {
        if (!recording.ended().isDone()) {
            return new IOException("tcpdump runs, but did not see a datagram on loopback within "
                    + RESEND_AFTER.multipliedBy(MOST_RESENDS).toSeconds() + " s");
        }
        var unreadable = recording.ended().join();
        if (unreadable.isPresent()) {
            return new IOException(
                    "the output of tcpdump cannot be read: " + unreadable.get().getMessage(), unreadable.get());
        }
        return new IOException("tcpdump has ended with " + tcpdump.lastWords());
    }

    /**
     * Ends the capture.
     *
     * @throws IOException if packets were lost, so that nothing can be concluded from their absence
     */
    @Override
    public void close() throws IOException {
        Tcpdump.requireNothingLost(release());
    }

    private String release() throws IOException {
        marker.close();
        tcpdump.stop();
        recording.ended().join();
        return tcpdump.lastWords();
    }

    private static final class Trial {
        private static final Optional<String> WHY_NOT = whyNot("tcpdump");
    }
}
