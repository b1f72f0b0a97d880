package dev.peerless.sockets;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Something that may block, on a thread of its own.
 *
 * @param <T> what it gives
 */
public final class Background<T> {

    private static final int PATIENCE_SECONDS = 120;
    private static final int MOMENT_MILLIS = 150;

    private final FutureTask<T> task;

    private Background(FutureTask<T> task) {
        this.task = task;
    }

    public static <T> Background<T> run(Callable<T> call) {
        var task = new FutureTask<>(call);
        var thread = new Thread(task, "test-background");
        thread.setDaemon(true);
        thread.start();
        return new Background<>(task);
    }

    public T result() throws ExecutionException, InterruptedException, TimeoutException {
        return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Watches for a moment, and tells whether it still has not come to its end. */
    public boolean isStillBusy() throws ExecutionException, InterruptedException {
        try {
            task.get(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException busy) {
            return true;
        }
    }
}
