package dev.peerless.benchmarks;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static dev.peerless.assertions.PeerlessAssertions.line;

import dev.peerless.wire.TcpState;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What an assertion waits for, one of each kind. */
enum AwaitedEvent {
    RESET("wasReset", true) {
        @Override
        void act(Stage stage) {
            stage.first().reset();
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).wasReset();
        }
    },

    CLOSED("wasClosed", true) {
        @Override
        void act(Stage stage) {
            stage.first().close();
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).wasClosed();
        }
    },

    STATE("isInState(CLOSE_WAIT)", true) {
        @Override
        void act(Stage stage) {
            stage.first().close();
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).isInState(TcpState.CLOSE_WAIT);
        }
    },

    UNANNOUNCED_STATE("isInState(FIN_WAIT_2), of a stalled peer", false) {
        @Override
        void prepare(Stage stage) {
            stage.first().stall();
            assertThatConnection(stage.first()).wasStalled();
        }

        @Override
        long millisUntilItHappens() {
            return LOOKING_RARELY;
        }

        @Override
        void act(Stage stage) throws IOException {
            stage.sendFin();
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).isInState(TcpState.FIN_WAIT_2);
        }
    },

    RECEIVED("received", false) {
        @Override
        void act(Stage stage) throws IOException {
            stage.send(PING);
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).received(PING);
        }
    },

    DATA("receivedData().hasSize", false) {
        @Override
        void act(Stage stage) throws IOException {
            stage.send(PING);
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).receivedData().hasSize(PING.length());
        }
    },

    HEARTBEAT("sentHeartbeats", false) {
        @Override
        void act(Stage stage) throws IOException {
            stage.send(PING);
        }

        @Override
        void await(Stage stage) {
            var unused = assertThatConnection(stage.first()).sentHeartbeats(line("PING"));
        }
    },

    RELEASED_AFTER_FIN("wasReleasedWithin, after a FIN", false) {
        @Override
        void prepare(Stage stage) {
            stage.first().close();
            assertThatConnection(stage.first()).wasClosed();
        }

        @Override
        void act(Stage stage) throws IOException {
            stage.closeClient();
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).wasReleasedWithin(FAR);
        }
    },

    RELEASED_AFTER_RST("wasReleasedWithin, after a RST", false) {
        @Override
        boolean watchesReleases() {
            return true;
        }

        @Override
        long millisUntilItHappens() {
            return LOOKING_RARELY;
        }

        @Override
        void prepare(Stage stage) {
            stage.first().reset();
            assertThatConnection(stage.first()).wasReset();
        }

        @Override
        void act(Stage stage) throws IOException {
            stage.closeClient();
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).wasReleasedWithin(FAR);
        }
    },

    NOTICED("noticedLossWithin, by a new connection", false) {
        @Override
        void prepare(Stage stage) {
            stage.first().vanish();
            assertThatConnection(stage.first()).vanished();
        }

        @Override
        void act(Stage stage) throws IOException {
            stage.connect();
        }

        @Override
        void await(Stage stage) {
            assertThatConnection(stage.first()).noticedLossWithin(FAR);
        }
    },

    RECONNECTED("reconnectedWithin", false) {
        @Override
        void prepare(Stage stage) {
            stage.first().reset();
            assertThatConnection(stage.first()).wasReset();
        }

        @Override
        void act(Stage stage) throws IOException {
            stage.connect();
        }

        @Override
        void await(Stage stage) {
            assertThatConnections(stage.peer()).reconnectedWithin(FAR);
        }
    },

    COUNT("hasCount", false) {
        @Override
        void act(Stage stage) throws IOException {
            stage.connect();
        }

        @Override
        void await(Stage stage) {
            assertThatConnections(stage.peer()).hasCount(2);
        }
    },

    CALL("assertThatCall(...).givesUpWithin", false) {
        @Override
        void act(Stage stage) {
            stage.call().countDown();
        }

        @Override
        void await(Stage stage) {
            assertThatCall(() -> stage.call().await()).givesUpWithin(FAR);
        }
    },

    LOG("assertThatLog(...).hasAtLeast", false) {
        @Override
        void prepare(Stage stage) {
            stage.captureLog();
        }

        @Override
        void act(Stage stage) {
            LOGGER.log(Level.INFO, "lost", new SocketException("Connection reset"));
        }

        @Override
        void await(Stage stage) {
            assertThatLog(stage.log()).hasAtLeast(1).linesAboutConnectionLosses();
        }
    };

    /** What nobody announces is looked for at once, and then less and less often. */
    private static final long LOOKING_RARELY = 150;

    private static final String PING = "PING\n";
    private static final Duration FAR = Duration.ofSeconds(10);

    /** Held here, since the JDK forgets loggers that nobody holds. */
    private static final Logger LOGGER = Logger.getLogger(AwaitedEvent.class.getName());

    private final String assertion;
    private final boolean ofThePeer;

    /**
     * @param ofThePeer whether it is the peer that does it, and not the code under test
     */
    AwaitedEvent(String assertion, boolean ofThePeer) {
        this.assertion = assertion;
        this.ofThePeer = ofThePeer;
    }

    boolean isOfThePeer() {
        return ofThePeer;
    }

    boolean watchesReleases() {
        return false;
    }

    /** So that the assertion is waiting by then, as in a test whose code under test takes its time. */
    long millisUntilItHappens() {
        return 4;
    }

    /** Does what comes before, and is over when the assertion begins. */
    void prepare(Stage stage) {}

    /** Has it happen; on a thread of its own. */
    abstract void act(Stage stage) throws IOException;

    /** Waits for it. */
    abstract void await(Stage stage);

    @Override
    public String toString() {
        return assertion;
    }
}
