package dev.peerless.assertions;

import static dev.peerless.transcript.Direction.SENT;

import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.Vanished;

/** What an assertion can expect to have been done to a connection, or how to have ended. */
enum Happening {
    RESET("to have been reset by the peer") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return event instanceof Rst rst && rst.direction() == SENT && !Causes.isPeerClosing(rst);
        }

        @Override
        String missing(ConnectionState state) {
            return "the peer sent no RST";
        }
    },

    CLOSED("to have been closed by the peer") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return event instanceof Fin fin && (state.over() != null || (fin.direction() == SENT && fin.closing()));
        }

        @Override
        String missing(ConnectionState state) {
            return state.finSent() == null
                    ? "the peer sent no FIN"
                    : "the peer closed only its own direction, and the code under test sent no FIN";
        }
    },

    HALF_CLOSED("to have been half-closed by the peer") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return event instanceof Fin fin && fin.direction() == SENT && state.finReceived() == null && !fin.closing();
        }

        @Override
        boolean isRuledOutBy(WireEvent event, ConnectionState state) {
            return event instanceof Fin || super.isRuledOutBy(event, state);
        }

        @Override
        String instead(WireEvent event) {
            return event instanceof Fin fin && fin.closing() ? "the peer closed both directions" : But.did(event);
        }

        @Override
        String missing(ConnectionState state) {
            return "the peer sent no FIN";
        }
    },

    STALLED("to have been stalled by the peer") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return event instanceof Stalled;
        }

        @Override
        String missing(ConnectionState state) {
            return "the peer did not stall";
        }
    },

    VANISHED("to have vanished") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return event instanceof Vanished;
        }

        @Override
        String missing(ConnectionState state) {
            return "the peer did not vanish";
        }
    },

    CUT_WHEN_IDLE("to have been ended or cut off after an idle time") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return Causes.isIdleness(event);
        }

        @Override
        String missing(ConnectionState state) {
            return "no fault struck it that waits for idleness";
        }
    },

    ABORTED("to have been aborted by the code under test's own machine") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return event instanceof Aborted;
        }

        @Override
        String missing(ConnectionState state) {
            return "it was not aborted";
        }
    },

    ENDED_BY_FIN("to have been ended by FIN in both directions") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return event instanceof Fin && state.over() != null;
        }

        @Override
        String missing(ConnectionState state) {
            if (state.finSent() == null && state.finReceived() == null) {
                return "neither side sent FIN";
            }
            return state.finSent() == null ? "only the code under test sent FIN" : "only the peer sent FIN";
        }
    },

    ENDED_BY_RST("to have been ended by RST") {
        @Override
        boolean isMetBy(WireEvent event, ConnectionState state) {
            return event instanceof Rst && !Causes.isPeerClosing(event);
        }

        @Override
        String missing(ConnectionState state) {
            return "neither side sent RST";
        }
    };

    private final String expectation;

    Happening(String expectation) {
        this.expectation = expectation;
    }

    String expectation() {
        return expectation;
    }

    /** Tells whether this is it; the state has already seen the event. */
    abstract boolean isMetBy(WireEvent event, ConnectionState state);

    /** Tells whether it can no longer come; the state has already seen the event. */
    boolean isRuledOutBy(WireEvent event, ConnectionState state) {
        return state.over() != null;
    }

    /** Says what ruled it out. */
    String instead(WireEvent event) {
        return But.over(event);
    }

    /** Says what has not come. */
    abstract String missing(ConnectionState state);
}
