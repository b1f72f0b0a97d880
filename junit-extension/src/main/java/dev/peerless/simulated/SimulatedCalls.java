package dev.peerless.simulated;

import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of a socket one of which fails.
 *
 * <h2>Afterwards</h2>
 *
 * A lost connection stays lost, in the JDK's way: reads give -1 and writes <em>Broken pipe</em>, but reads that have met a
 * RST go on to say so. The real connection beneath stays as it is until the code under test closes the socket, which then
 * sends a RST: until then the peer can see whether it is ever closed.
 */
final class SimulatedCalls implements Calls {

    private static final Target NOWHERE = new Target("", false);

    private final NetworkFailure failure;
    private final Moment moment;
    private final String notice;
    private final Underneath socket;
    private final AtomicInteger made = new AtomicInteger();
    private volatile boolean lost;

    SimulatedCalls(NetworkFailure failure, Moment moment, int number, Underneath socket) {
        this.failure = failure;
        this.moment = moment;
        this.notice = "simulated by Peerless: " + failure + " at " + moment.onSocket(number);
        this.socket = socket;
    }

    @Override
    public <T> T make(Call call, Real<T> real) throws IOException {
        return call == Call.CLOSE ? close(real) : unlessItFails(call, NOWHERE, real);
    }

    @Override
    public <T> T connect(Target to, Real<T> real) throws IOException {
        return unlessItFails(Call.CONNECT, to, real);
    }

    private <T> T unlessItFails(Call call, Target to, Real<T> real) throws IOException {
        if (isTurn(call)) {
            throw fail(call, to);
        }
        if (isLost() && call == Call.WRITE) {
            throw simulated(NetworkFailure.BROKEN_PIPE, call, to);
        }
        return real.call();
    }

    @Override
    public long read(Real<? extends Number> real) throws IOException {
        if (isTurn(Call.READ)) {
            throw fail(Call.READ, NOWHERE);
        }
        if (isLost() && failure == NetworkFailure.CONNECTION_RESET && moment.call() == Call.READ) {
            throw simulated(failure, Call.READ, NOWHERE);
        }
        // Of a connection that is lost these give -1: their direction was shut down to wake who waited in it.
        return real.call().longValue();
    }

    private <T> T close(Real<T> real) throws IOException {
        boolean fails = isTurn(Call.CLOSE);
        if (lost) {
            socket.resetWhenClosed();
        }
        var result = real.call();
        if (fails) {
            throw simulated(failure, Call.CLOSE, NOWHERE);
        }
        return result;
    }

    /** What a closed socket does is the JDK's to say. */
    private boolean isTurn(Call call) {
        return call == moment.call()
                && (call == Call.CLOSE || socket.isUsable())
                && made.incrementAndGet() == moment.occurrence();
    }

    private IOException fail(Call call, Target to) throws IOException {
        var thrown = simulated(failure, call, to);
        try {
            leaveAsTheJdkWould(call);
        } catch (IOException failedToo) {
            thrown.addSuppressed(failedToo);
        }
        return thrown;
    }

    private void leaveAsTheJdkWould(Call call) throws IOException {
        if (failure == NetworkFailure.SOCKET_CLOSED) {
            socket.closeReally();
        } else if (call == Call.CONNECT) {
            // A socket without a descriptor can be tried again, one that did not get through cannot.
            if (failure != NetworkFailure.TOO_MANY_OPEN_FILES) {
                socket.closeReally();
            }
        } else if ((call == Call.READ || call == Call.WRITE) && failure != NetworkFailure.READ_TIMED_OUT) {
            lost = true;
            socket.wakeReaders();
        }
    }

    private IOException simulated(NetworkFailure what, Call call, Target to) {
        var thrown = ThrownBySockets.thrown(what, call, socket.isChannel(), to);
        thrown.addSuppressed(new SimulationNotice(notice));
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return (IOException) thrown;
    }

    private boolean isLost() {
        return lost && socket.isUsable();
    }
}
