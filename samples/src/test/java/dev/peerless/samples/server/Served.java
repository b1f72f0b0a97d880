package dev.peerless.samples.server;

import jakarta.servlet.Filter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request, as the server's own code saw it.
 *
 * @param rows how many rows of the report it had written, or how many bytes of the upload it had read
 * @param thrown what it threw, or nothing if it came to its end
 */
public record Served(int rows, @Nullable Throwable thrown) {

    boolean isComplete() {
        return thrown == null;
    }

    /** Where a server puts down what became of its requests, and where a test can have them wait. */
    public static final class Log {

        static final int PATIENCE_SECONDS = 60;

        private final BlockingQueue<Served> requests = new LinkedBlockingQueue<>();
        private volatile CountDownLatch open = new CountDownLatch(0);

        /** Has requests wait until {@link #letGo()}. */
        void hold() {
            open = new CountDownLatch(1);
        }

        void letGo() {
            open.countDown();
        }

        void awaitLetGo() {
            try {
                if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the test has not let its request go");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        void add(int rows, @Nullable Throwable thrown) {
            requests.add(new Served(rows, thrown));
        }

        /** A filter that puts down how each request ended. */
        Filter witness() {
            return (request, response, chain) -> {
                awaitLetGo();
                Throwable thrown = null;
                try {
                    chain.doFilter(request, response);
                } catch (Throwable failure) {
                    thrown = failure;
                    throw failure;
                } finally {
                    add(request.getAttribute("rows") instanceof Integer rows ? rows : 0, thrown);
                }
            };
        }

        /** Waits until a request has come to its end. */
        public Served next() throws InterruptedException {
            var next = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no request came to its end within " + PATIENCE_SECONDS + " s");
            }
            return next;
        }
    }
}
