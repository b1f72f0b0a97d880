package dev.peerless.benchmarks.pure;

import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.concurrent.ExecutionException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to tell from an exception what happened on the wire. */
@State(Scope.Thread)
public class Failures {

    private final Throwable reset = new SocketException("Connection reset");
    private final Throwable wrapped = new ExecutionException(new UncheckedIOException(
            new IOException("could not place order-1", new IOException("Connection reset by peer"))));
    private final Throwable unrelated = new IllegalStateException("order-1 has been placed before");

    /** By its text. */
    @Benchmark
    public NetworkFailure reset() {
        return NetworkFailure.of(reset);
    }

    /** By the last of four links. */
    @Benchmark
    public NetworkFailure wrappedThrice() {
        return NetworkFailure.of(wrapped);
    }

    /** Nothing that is known, which takes a look at all that is. */
    @Benchmark
    public NetworkFailure unrelated() {
        return NetworkFailure.of(unrelated);
    }
}
