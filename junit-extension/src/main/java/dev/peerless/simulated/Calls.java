package dev.peerless.simulated;

import java.io.IOException;

/** What becomes of the calls of one socket; each comes with what really makes it. By itself, nothing but that. */
interface Calls {

    /** Nothing becomes of them. */
    Calls UNTOUCHED = new Calls() {};

    /** Really makes a call. */
    interface Real<T> {

        T call() throws IOException;

        /** A call without a result. */
        static Real<Boolean> doing(Action action) {
            return () -> {
                action.run();
                return true;
            };
        }
    }

    /** A call without a result. */
    interface Action {
        void run() throws IOException;
    }

    /** Tells what is to become of the calls of one socket. */
    interface Staging {

        /** Tells it for the socket with this number, in order of creation from 1. */
        Calls of(int number, Underneath socket);
    }

    default <T> T make(Call call, Real<T> real) throws IOException {
        return real.call();
    }

    default <T> T connect(Target to, Real<T> real) throws IOException {
        return make(Call.CONNECT, real);
    }

    default long read(Real<? extends Number> real) throws IOException {
        return make(Call.READ, real).longValue();
    }
}
