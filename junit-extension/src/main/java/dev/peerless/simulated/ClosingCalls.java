package dev.peerless.simulated;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of a socket during one of which another thread closes it.
 *
 * <h2>Threads</h2>
 *
 * The closing thread is started from within the call, so the call has begun when it closes. Whether it comes before the
 * call has reached the kernel, while it waits there, or after it is through, is a race that nobody can decide; all three
 * end alike. In the first two the call fails by itself. In the third, it waits for the close and is made once more, and
 * fails then; what it had brought is dropped, as if the close had been first.
 */
final class ClosingCalls implements Calls {

    private final Moment moment;
    private final Underneath socket;
    private final AtomicInteger made = new AtomicInteger();

    ClosingCalls(Moment moment, Underneath socket) {
        this.moment = moment;
        this.socket = socket;
    }

    @Override
    public <T> T make(Call call, Real<T> real) throws IOException {
        boolean struck = call == moment.call() && socket.isUsable() && made.incrementAndGet() == moment.occurrence();
        return struck ? closedMeanwhile(real) : real.call();
    }

    private <T> T closedMeanwhile(Real<T> real) throws IOException {
        socket.ensureDescriptor();
        var closing = closeOnAnotherThread();
        T brought;
        try {
            brought = real.call();
        } finally {
            await(closing);
        }
        if (brought instanceof Socket accepted) {
            accepted.setSoLinger(true, 0);
            accepted.close();
        }
        return real.call();
    }

    private CompletableFuture<Boolean> closeOnAnotherThread() {
        var closing = new CompletableFuture<Boolean>();
        var thread = new Thread(
                () -> {
                    try {
                        socket.closeReally();
                        closing.complete(true);
                    } catch (Throwable failure) {
                        closing.completeExceptionally(failure);
                    }
                },
                "peerless-own-close");
        thread.setDaemon(true);
        thread.start();
        return closing;
    }

    /** Whoever interrupts the call interrupts that, not this short wait. */
    private static void await(CompletableFuture<Boolean> closing) throws IOException {
        try {
            var unused = closing.join();
        } catch (CompletionException failed) {
            throw new IOException("the socket could not be closed", failed.getCause());
        }
    }
}
