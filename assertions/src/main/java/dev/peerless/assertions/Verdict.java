package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent;
import java.util.List;

/**
 * What a judge makes of what it has seen.
 *
 * @param but what happened instead, if it failed: without "but" and full stop
 * @param deciding the events to be marked
 */
record Verdict(State state, String but, List<WireEvent> deciding) {

    static final Verdict OPEN = new Verdict(State.OPEN, "", List.of());
    static final Verdict PASSED = new Verdict(State.PASSED, "", List.of());

    enum State {
        OPEN,
        PASSED,
        FAILED
    }

    static Verdict failed(String but, WireEvent... deciding) {
        return failed(but, List.of(deciding));
    }

    static Verdict failed(String but, List<? extends WireEvent> deciding) {
        return new Verdict(State.FAILED, but, List.copyOf(deciding));
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isFailed() {
        return state == State.FAILED;
    }

    WireEvent[] marks() {
        return deciding.toArray(WireEvent[]::new);
    }
}
