package dev.peerless.plan;

import java.net.InetSocketAddress;
import org.apiguardian.api.API;

/** What stands behind a listening peer. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Role {

    /**
     * The peer itself speaks.
     *
     * @param conversation what it says
     */
    record Stub(Conversation conversation) implements Role {
        @Override
        public String toString() {
            return conversation.toString();
        }
    }

    /**
     * The peer forwards to a real server: bytes with back-pressure, a FIN as a FIN, a RST as a RST.
     *
     * @param upstream the server's address, resolved
     */
    record Relay(InetSocketAddress upstream) implements Role {
        /**
         * Checks the address.
         *
         * @param upstream the server's address, resolved
         */
        public Relay {
            if (upstream.isUnresolved()) {
                throw new IllegalArgumentException("the upstream host " + upstream.getHostString() + " is unknown");
            }
        }

        @Override
        public String toString() {
            return "relays to " + upstream.getHostString() + ":" + upstream.getPort();
        }
    }
}
