package dev.peerless.plan;

import dev.peerless.wire.AddressText;
import dev.peerless.wire.Required;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a peer is: one that listens and speaks itself, one that listens and forwards, or one that dials. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Role {

    /**
     * The peer itself speaks.
     *
     * @param conversation what it says
     * @param tls how it speaks TLS in front of that, if it does
     */
    record Stub(Conversation conversation, Optional<Tls> tls) implements Role {
        /**
         * Checks that both are there.
         *
         * @param conversation what it says
         * @param tls how it speaks TLS in front of that, if it does
         */
        public Stub {
            Required.notNull(conversation, "conversation");
            Required.notNull(tls, "tls");
        }

        /**
         * Makes a stub that speaks without TLS.
         *
         * @param conversation what it says
         */
        public Stub(Conversation conversation) {
            this(conversation, Optional.empty());
        }

        @Override
        public String toString() {
            var said = Conversing.text(conversation);
            return tls.map(how -> said.isEmpty() ? how.toString() : how + ", " + said)
                    .orElse(said);
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
            if (Required.notNull(upstream, "upstream").isUnresolved()) {
                throw new IllegalArgumentException("the upstream host " + upstream.getHostString() + " is unknown");
            }
        }

        @Override
        public String toString() {
            return "relays to " + AddressText.of(upstream.getHostString(), upstream.getPort());
        }
    }

    /**
     * The peer is a client: it dials the server under test when the test says so, and says what the test says.
     *
     * @param count how many connections it makes each time, all alike
     * @param tls how it speaks TLS, if it does; it takes any server for the right one, and shows no certificate
     */
    record Client(int count, Optional<Tls> tls) implements Role {
        /**
         * Checks the count.
         *
         * @param count how many connections it makes each time, all alike
         * @param tls how it speaks TLS, if it does
         */
        public Client {
            if (count < 1) {
                throw new IllegalArgumentException(
                        "a client peer makes at least 1 connection, but was to make " + count);
            }
            Required.notNull(tls, "tls").ifPresent(Client::checkTls);
        }

        /**
         * Makes a client that speaks without TLS.
         *
         * @param count how many connections it makes each time, all alike
         */
        public Client(int count) {
            this(count, Optional.empty());
        }

        private static void checkTls(Tls how) {
            if (how.certificate() != TlsCertificate.VALID) {
                throw new IllegalArgumentException(
                        "a client peer shows no certificate, but this one is told that it " + how);
            }
        }

        @Override
        public String toString() {
            var dials = count == 1 ? "dials" : "dials " + count + " times";
            return dials + tls.map(how -> ", " + how).orElse("");
        }
    }
}
