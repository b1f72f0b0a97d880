package dev.peerless.simulated;

import java.util.concurrent.Callable;

/** What a call comes to, so that a simulated socket can be compared with a real one: its result, or what it threw. */
final class Outcome {

    private Outcome() {}

    static String of(Callable<?> call) {
        try {
            return String.valueOf(call.call());
        } catch (Exception thrown) {
            return thrown.getClass().getName() + ": " + thrown.getMessage();
        }
    }

    /** Something without a result. */
    interface Action {
        void run() throws Exception;
    }

    static String of(Action action) {
        return of(() -> {
            action.run();
            return "ok";
        });
    }
}
