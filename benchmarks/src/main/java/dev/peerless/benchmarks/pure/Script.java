package dev.peerless.benchmarks.pure;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.internal.script.Cut;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.wire.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the faults of a connection cost with each read and write, while none of them strikes. */
@State(Scope.Thread)
public class Script {

    private static final int READ = 4096;
    private static final ByteBuffer TEXT = read("GET /orders/1 HTTP/1.1\r\nhost: localhost\r\n");
    private static final ByteBuffer NEARLY = read("a");

    private final FaultScript none = script();
    private final FaultScript counting =
            script(Fault.reset(new Trigger.AfterReceiving(Long.MAX_VALUE)), Fault.stall(new Trigger.OnDemand()));
    private final FaultScript idle = script(Fault.reset(new Trigger.IdleFor(Duration.ofDays(1))));
    private final FaultScript header = script(Fault.reset(new Trigger.WhenReceived(Bytes.utf8("\r\n\r\n"))));
    private final FaultScript repeated = script(Fault.reset(new Trigger.WhenReceived(Bytes.utf8("aaaaaaab"))));
    private long now;

    private static FaultScript script(Fault... faults) {
        return new FaultScript(List.of(faults), 1, 0);
    }

    private static ByteBuffer read(String text) {
        return ByteBuffer.allocateDirect(READ)
                .put(text.repeat(READ).getBytes(StandardCharsets.US_ASCII), 0, READ)
                .flip();
    }

    /** One read of a connection without faults. */
    @Benchmark
    public Cut readWithoutFaults() {
        return none.received(TEXT, ++now);
    }

    /** One read of a connection with two faults, one of which counts its bytes. */
    @Benchmark
    public Cut readWithTwoFaults() {
        return counting.received(TEXT, ++now);
    }

    /** One write of a connection with a timeout, and the look at the time that is left. */
    @Benchmark
    public long writeWithIdleTimeout() {
        int strikes = idle.sent(Math.min(1, idle.sendAllowance()), ++now).size();
        return strikes + idle.nextDeadline();
    }

    /** A byte of a text, lines of which begin as the pattern does. */
    @Benchmark
    @OperationsPerInvocation(READ)
    public Cut byteAgainstPattern() {
        return header.received(TEXT, ++now);
    }

    /** A byte of the text that makes a pattern start over most often. */
    @Benchmark
    @OperationsPerInvocation(READ)
    public Cut byteThatNearlyMatches() {
        return repeated.received(NEARLY, ++now);
    }
}
