package dev.peerless.internal.net;

import static dev.peerless.internal.script.FaultScript.isSame;

import dev.peerless.internal.log.TranscriptLog;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one connection's events into its peer's log. Payload is kept up to a limit for each direction; what is beyond is
 * only counted, and its counts are written from time to time and before any other event, so that a flood cannot fill the
 * memory.
 */
final class Recorder {

    private static final long COUNTS_EVERY = Duration.ofMillis(100).toNanos();

    private final int connection;
    private final TranscriptLog log;
    private final EventLoop loop;
    private int receivedLeft;
    private int sentLeft;
    private long received;
    private long sent;
    private final List<WireEvent.Corrupted> corrupted = new ArrayList<>(0);
    private boolean countsDue;

    Recorder(int connection, int payloadLimit, TranscriptLog log, EventLoop loop) {
        this.connection = connection;
        this.receivedLeft = payloadLimit;
        this.sentLeft = payloadLimit;
        this.log = log;
        this.loop = loop;
    }

    void record(WireEvent event) {
        writeCounts(event.nanos());
        log.append(event);
    }

    /** Takes {@code count} bytes of the buffer from {@code from} on; the buffer is left as it is. */
    void data(Direction direction, ByteBuffer bytes, int from, int count) {
        int kept = Math.min(count, direction == Direction.RECEIVED ? receivedLeft : sentLeft);
        if (kept > 0) {
            long now = loop.now();
            writeCounts(now);
            if (direction == Direction.RECEIVED) {
                receivedLeft -= kept;
            } else {
                sentLeft -= kept;
            }
            log.append(new WireEvent.Data(
                    connection,
                    now,
                    direction,
                    count,
                    Bytes.copyOf(bytes.duplicate().clear().position(from).limit(from + kept))));
            return;
        }
        if (direction == Direction.RECEIVED) {
            received += count;
        } else {
            sent += count;
        }
        countLater();
    }

    /** Bytes that were recorded just now had been altered, or bytes that were recorded before are when they are passed on. */
    void corrupted(WireEvent.Corrupted event) {
        if ((event.direction() == Direction.RECEIVED ? receivedLeft : sentLeft) > 0) {
            record(event);
            return;
        }
        for (int i = 0; i < corrupted.size(); i++) {
            var before = corrupted.get(i);
            if (before.direction() == event.direction()
                    && isSame(before.origin().fault(), event.origin().fault())) {
                corrupted.set(
                        i,
                        copy(
                                before,
                                before.nanos(),
                                before.flipped() + event.flipped(),
                                before.inserted() + event.inserted()));
                return;
            }
        }
        corrupted.add(event);
        countLater();
    }

    private void countLater() {
        if (!countsDue) {
            countsDue = true;
            var unused = loop.schedule(loop.now() + COUNTS_EVERY, this::countsAreDue);
        }
    }

    private void countsAreDue() {
        countsDue = false;
        writeCounts(loop.now());
    }

    /** Counts stand before the event that makes them due, with its time: a later one would run backwards from line to line. */
    private void writeCounts(long now) {
        if (received > 0) {
            log.append(new WireEvent.Data(connection, now, Direction.RECEIVED, received, Bytes.EMPTY));
            received = 0;
        }
        if (sent > 0) {
            log.append(new WireEvent.Data(connection, now, Direction.SENT, sent, Bytes.EMPTY));
            sent = 0;
        }
        for (var event : corrupted) {
            log.append(copy(event, now, event.flipped(), event.inserted()));
        }
        corrupted.clear();
    }

    private static WireEvent.Corrupted copy(WireEvent.Corrupted event, long nanos, long flipped, long inserted) {
        return new WireEvent.Corrupted(
                event.connection(), nanos, event.direction(), event.offset(), flipped, inserted, event.origin());
    }
}
