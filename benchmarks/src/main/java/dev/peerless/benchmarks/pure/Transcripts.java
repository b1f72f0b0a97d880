package dev.peerless.benchmarks.pure;

import dev.peerless.internal.log.TranscriptLog;
import dev.peerless.internal.time.Ticker;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the event loop pays for each event, and a test that looks at them. */
@State(Scope.Thread)
public class Transcripts {

    private static final int EVENTS = 1000;
    /** As many as are written down without leaving out any. */
    private static final int LINES = 60;

    private static final Bytes PAYLOAD = Bytes.utf8("PLACE order-1 x2\r\n");

    private final TranscriptLog full = filled(EVENTS);
    private final Transcript lines = filled(LINES).snapshot();

    private static TranscriptLog filled(int events) {
        var log = new TranscriptLog(Ticker.SYSTEM);
        for (int i = 0; i < events; i++) {
            var direction = i % 2 == 0 ? Direction.RECEIVED : Direction.SENT;
            log.append(new WireEvent.Data(1, i * 1_000_000L, direction, PAYLOAD.size(), PAYLOAD));
        }
        return log;
    }

    /** One event that is made and appended, with its share of an array that grows. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public TranscriptLog append() {
        return filled(EVENTS);
    }

    /** A snapshot of all. */
    @Benchmark
    public Transcript snapshot() {
        return full.snapshot();
    }

    /** One line of the longest text that a failure message has. */
    @Benchmark
    @OperationsPerInvocation(LINES)
    public String line() {
        return lines.toString();
    }
}
