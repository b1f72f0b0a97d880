package dev.peerless.transcript;

import dev.peerless.fault.Fault;
import org.apiguardian.api.API;

/** Who or what caused an event. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Origin {

    /**
     * A declared fault struck.
     *
     * @param fault which one
     */
    record ByFault(Fault fault) implements Origin {
        @Override
        public String toString() {
            return fault.name();
        }
    }

    /**
     * The test told the peer to.
     *
     * @param call the method called, such as {@code reset()}
     */
    record ByTest(String call) implements Origin {
        @Override
        public String toString() {
            return call;
        }
    }

    /** The code under test did it. */
    record ByCodeUnderTest() implements Origin {
        @Override
        public String toString() {
            return "";
        }
    }

    /** The stub's conversation said so. */
    record ByConversation() implements Origin {
        @Override
        public String toString() {
            return "conversation";
        }
    }

    /**
     * The heartbeats of the peer's plan said so.
     *
     * @param heartbeats which ones, as the plan words them
     */
    record ByHeartbeats(String heartbeats) implements Origin {
        @Override
        public String toString() {
            return heartbeats;
        }
    }

    /** The peer's TLS gave up: the handshake was refused, or what came was not TLS. */
    record ByTls() implements Origin {
        @Override
        public String toString() {
            return "TLS";
        }
    }

    /**
     * It came from the server behind a relay.
     *
     * @param what what happened there
     */
    record ByUpstream(String what) implements Origin {
        @Override
        public String toString() {
            return "upstream " + what;
        }
    }

    /** The peer was closed and ended what was still open. */
    record ByClosing() implements Origin {
        @Override
        public String toString() {
            return "peer closed";
        }
    }
}
