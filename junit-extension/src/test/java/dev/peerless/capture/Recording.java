package dev.peerless.capture;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What has been captured so far.
 *
 * <h2>Threads</h2>
 *
 * One reader thread runs {@link #run}; any thread may wait and ask.
 */
final class Recording implements Runnable {

    private final InputStream in;
    private final int peerPort;
    private final int markerPort;
    private final SegmentNumbering numbering;
    private final CompletableFuture<Optional<Exception>> ended = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Segment> segments = new ArrayList<>();
    private long lastMarker;

    Recording(InputStream in, int peerPort, int markerPort) {
        this.in = in;
        this.peerPort = peerPort;
        this.markerPort = markerPort;
        numbering = new SegmentNumbering(peerPort);
    }

    @Override
    public void run() {
        // Closing the pipe ends a tcpdump whose output cannot be read.
        try (in) {
            var stream = PcapStream.open(in);
            if (stream.isPresent()) {
                readAll(stream.get());
            }
            end(Optional.empty());
        } catch (IOException | RuntimeException failure) {
            end(Optional.of(failure));
        }
    }

    private void readAll(PcapStream stream) throws IOException {
        for (var frame = stream.next(); frame.isPresent(); frame = stream.next()) {
            take(frame.get());
        }
    }

    private void take(Frame frame) throws IOException {
        var packet = IpPacket.of(frame);
        boolean segment = packet.protocol() == IpPacket.TCP
                && (packet.sourcePort() == peerPort || packet.destinationPort() == peerPort);
        lock.lock();
        try {
            if (segment) {
                segments.add(numbering.segment(frame.time(), packet));
            }
            Marker.numberIn(packet, markerPort).ifPresent(number -> {
                lastMarker = Math.max(lastMarker, number);
                changed.signalAll();
            });
        } finally {
            lock.unlock();
        }
    }

    private void end(Optional<Exception> failure) {
        lock.lock();
        try {
            ended.complete(failure);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a marker is in, the recording has ended or the time is over, and tells whether the marker is in. */
    boolean awaitMarker(long number, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (lastMarker < number && !ended.isDone() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return lastMarker >= number;
        } finally {
            lock.unlock();
        }
    }

    List<Segment> segments() {
        lock.lock();
        try {
            return List.copyOf(segments);
        } finally {
            lock.unlock();
        }
    }

    /** Completes at the end of the stream, with the failure if it could not be read to its end. */
    CompletableFuture<Optional<Exception>> ended() {
        return ended;
    }
}
