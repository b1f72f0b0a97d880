package dev.peerless.internal.net;

import static dev.peerless.internal.script.FaultScript.isSame;

import dev.peerless.internal.log.TranscriptLog;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one connection's events into its peer's log. Payload is kept up to a limit for each direction; what is beyond is
 * only counted, and its counts are written from time to time and before any other event, so that a flood cannot fill the
 * memory.
 */
final class Recorder {

    private static final long COUNTS_EVERY = Duration.ofMillis(100).toNanos();

    private final int connection;
    private final boolean speaksTls;
    private final TranscriptLog log;
    private final EventLoop loop;
    private final Flow received;
    private final Flow sent;
    private final ClientHello clientHello = new ClientHello();
    private final List<WireEvent.Corrupted> corrupted = new ArrayList<>(0);
    private boolean countsDue;

    /**
     * @param speaksTls whether the peer speaks TLS on it, so that what goes over the wire is not what is said
     */
    Recorder(int connection, int payloadLimit, boolean speaksTls, TranscriptLog log, EventLoop loop) {
        this.connection = connection;
        this.speaksTls = speaksTls;
        this.received = new Flow(connection, Direction.RECEIVED, payloadLimit);
        this.sent = new Flow(connection, Direction.SENT, payloadLimit);
        this.log = log;
        this.loop = loop;
    }

    void record(WireEvent event) {
        writeCounts(event.nanos());
        log.append(event);
    }

    /** Takes {@code count} bytes of the wire from {@code from} on; the buffer is left as it is. */
    void wire(Direction direction, ByteBuffer bytes, int from, int count) {
        if (speaksTls && flow(direction).beginsAsTls(bytes.get(from))) {
            recordOrCount(flow(direction).tlsBytes(loop.now(), count));
            return;
        }
        int hello = speaksTls || direction == Direction.SENT
                ? -1
                : clientHello.begins(bytes, from, count, received.kept(count));
        if (hello < 0) {
            said(direction, bytes, from, count);
            return;
        }
        if (hello > 0) {
            said(direction, bytes, from, hello);
        }
        // Before its bytes, which are not to be searched for what is said.
        record(new WireEvent.TlsUnreadable(connection, loop.now(), WireEvent.TlsUnreadable.Reason.PASSED_ON));
        said(direction, bytes, from + hello, count - hello);
    }

    /** Takes what was said, under TLS or as it went over the wire; the buffer is left as it is. */
    void said(Direction direction, ByteBuffer bytes, int from, int count) {
        recordOrCount(flow(direction).data(loop.now(), bytes, from, count));
    }

    private Flow flow(Direction direction) {
        return direction == Direction.RECEIVED ? received : sent;
    }

    private void recordOrCount(@Nullable WireEvent event) {
        if (event == null) {
            countLater();
        } else {
            record(event);
        }
    }

    /** Bytes that were recorded just now had been altered, or bytes that were recorded before are when they are passed on. */
    void corrupted(WireEvent.Corrupted event) {
        if (flow(event.direction()).keepsPayload()) {
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
        write(received.countedTlsBytes(now));
        write(received.countedData(now));
        write(sent.countedTlsBytes(now));
        write(sent.countedData(now));
        for (var event : corrupted) {
            log.append(copy(event, now, event.flipped(), event.inserted()));
        }
        corrupted.clear();
    }

    private void write(@Nullable WireEvent counts) {
        if (counts != null) {
            log.append(counts);
        }
    }

    private static WireEvent.Corrupted copy(WireEvent.Corrupted event, long nanos, long flipped, long inserted) {
        return new WireEvent.Corrupted(
                event.connection(), nanos, event.direction(), event.offset(), flipped, inserted, event.origin());
    }
}
