package dev.peerless.internal.net;

import dev.peerless.internal.os.SocketWatch;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The end of one connection, for those who asked for it and wait until it has come. */
final class Ending {

    private CompletableFuture<Void> awaited = CompletableFuture.completedFuture(null);

    /** Completes when the end that was last asked for has come, or waits for what the code under test has to take first. */
    CompletableFuture<Void> awaited() {
        return awaited;
    }

    /** Begins one that takes a look first; who waits for one that was begun before waits for this one. */
    Begun begin() {
        var before = awaited;
        var begun = new CompletableFuture<Void>();
        var unused = begun.thenRun(() -> before.complete(null));
        awaited = begun;
        return new Begun(begun);
    }

    /** The connection is over, or will be as soon as the task is that the loop is at. */
    void comes(EventLoop loop) {
        if (!awaited.isDone()) {
            var last = awaited;
            loop.execute(() -> last.complete(null));
        }
    }

    /**
     * One that was begun.
     *
     * @param awaited completes when it has come
     */
    record Begun(CompletableFuture<Void> awaited) {

        /** Gives a task after which it has come. */
        Runnable endedBy(Runnable task) {
            return () -> {
                try {
                    task.run();
                } finally {
                    awaited.complete(null);
                }
            };
        }

        /** Gives what waits for a look, and goes on then. */
        SocketWatch.Listener whenSeen(Consumer<SocketWatch.BeforeReset> then) {
            return new SocketWatch.Listener() {
                @Override
                public void waits() {
                    awaited.complete(null);
                }

                @Override
                public void ready(SocketWatch.BeforeReset seen) {
                    then.accept(seen);
                }
            };
        }
    }
}
