package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import dev.peerless.sockets.Listeners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On which addresses a peer can be reached. */
class ListeningTest {

    /** Held here, since the logging system forgets loggers that nobody holds. */
    private final Logger log = Logger.getLogger("dev.peerless.peer");

    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            warnings.add(logged.getLevel() + ": " + logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void hear() {
        log.setUseParentHandlers(false);
        log.addHandler(handler);
    }

    @AfterEach
    void stop() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    private static InetAddress address(String literal) throws IOException {
        return InetAddress.getByName(literal);
    }

    /** An address at which others can reach this machine. */
    private static Optional<InetAddress> ofTheNetwork() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
                .findFirst();
    }

    private static void echoes(InetSocketAddress address) throws IOException {
        try (var client = RawClient.to(address)) {
            client.write("hello");
            assertThat(client.readText(5)).isEqualTo("hello");
        }
    }

    @Nested
    class ByDefault {

        @Test
        @EnabledOnOs(OS.LINUX)
        void isLoopbackAlone() throws Exception {
            try (var peer = Peer.plan().listen()) {
                assertThat(Listeners.on(peer.port())).containsExactly(address("127.0.0.1"));

                peer.stopListening();
                assertThat(Listeners.on(peer.port())).isEmpty();
                peer.listenAgain();
                assertThat(Listeners.on(peer.port())).containsExactly(address("127.0.0.1"));
            }
            assertThat(warnings).isEmpty();
        }

        @Test
        void cannotBeReachedFromTheNetwork() throws Exception {
            var network = ofTheNetwork();
            assumeTrue(network.isPresent(), "this machine has no address but loopback");
            try (var peer = Peer.plan().listen()) {
                var there = new InetSocketAddress(network.get(), peer.port());

                assertThat(catchThrowable(() -> RawClient.to(there))).hasMessageContaining("Connection refused");
            }
        }
    }

    @Test
    void ofIpv6HasBracketsInItsUri() throws Exception {
        var loopback = address("::1");
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this machine has no ::1");
        try (var peer = Peer.plan().listeningOn(loopback).listen()) {
            assertThat(peer.uri("/orders?of=me"))
                    .hasToString("http://[0:0:0:0:0:0:0:1]:" + peer.port() + "/orders?of=me")
                    .hasPort(peer.port());
        }
    }

    @Nested
    class OnAllAddresses {

        @Test
        void isReachedByEachAndPublishesLoopback() throws Exception {
            try (var peer = Peer.plan()
                    .speak(Conversation.echo())
                    .listeningOn(address("0.0.0.0"))
                    .listen()) {
                assertThat(peer.address()).isEqualTo(new InetSocketAddress("127.0.0.1", peer.port()));
                assertThat(peer.uri("/")).hasHost("127.0.0.1");
                assertThat(peer).hasToString("peer on port " + peer.port() + " (echoes; listens on 0.0.0.0)");
                echoes(peer.address());
                var network = ofTheNetwork();
                if (network.isPresent()) {
                    echoes(new InetSocketAddress(network.get(), peer.port()));
                }
            }
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void ofIpv4AreNotThoseOfIpv6() throws Exception {
            try (var peer = Peer.plan().listeningOn(address("0.0.0.0")).listen()) {
                assertThat(Listeners.on(peer.port())).containsExactly(address("0.0.0.0"));
            }
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void ofIpv6AreThoseOfIpv4Too() throws Exception {
            assumeTrue(hasIpv6(), "this machine has no IPv6");
            try (var peer = Peer.plan()
                    .speak(Conversation.echo())
                    .listeningOn(address("::"))
                    .listen()) {
                assertThat(Listeners.on(peer.port())).containsExactly(address("::"));
                assertThat(peer.address()).isEqualTo(new InetSocketAddress(address("::1"), peer.port()));
                echoes(peer.address());
                echoes(new InetSocketAddress("127.0.0.1", peer.port()));
            }
        }

        private static boolean hasIpv6() throws IOException {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(address -> address.isLoopbackAddress() && address.getAddress().length == 16);
        }

        @Test
        void keepsItsPortWhileNobodyListens() throws Exception {
            try (var peer = Peer.plan()
                    .speak(Conversation.echo())
                    .listeningOn(address("0.0.0.0"))
                    .listen()) {
                peer.stopListening();
                assertThat(RawClient.connect(peer)).isEqualTo("ConnectException: Connection refused");
                peer.listenAgain();
                echoes(peer.address());
            }
        }

        @Test
        void isWarnedOf() throws Exception {
            try (var peer = Peer.plan().listeningOn(address("0.0.0.0")).listen()) {
                assertThat(warnings)
                        .containsExactly(
                                "WARNING: A peer listens on 0.0.0.0, which is every address of this machine, and"
                                        + " not on loopback alone: until it is closed, anyone who can reach port "
                                        + peer.port() + " there can connect to it and use it.");
            }
        }
    }

    @Nested
    class OnOneAddress {

        @Test
        void ofTheNetworkIsReachedThereAlone() throws Exception {
            var network = ofTheNetwork();
            assumeTrue(network.isPresent(), "this machine has no address but loopback");
            try (var peer = Peer.plan()
                    .speak(Conversation.echo())
                    .listeningOn(network.get())
                    .listen()) {
                assertThat(peer.address()).isEqualTo(new InetSocketAddress(network.get(), peer.port()));
                echoes(peer.address());
                assertThat(warnings)
                        .containsExactly("WARNING: A peer listens on "
                                + network.get().getHostAddress() + ", which is not loopback: until it is closed, anyone"
                                + " who can reach port " + peer.port() + " there can connect to it and use it.");
            }
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void ofLoopbackNeedsNoWarning() throws Exception {
            try (var peer = Peer.plan()
                    .speak(Conversation.echo())
                    .listeningOn(address("127.0.0.2"))
                    .listen()) {
                assertThat(peer.host()).isEqualTo("127.0.0.2");
                echoes(peer.address());
                assertThat(warnings).isEmpty();
            }
        }
    }

    @Nested
    class Misuse {

        @Test
        void isAnAddressOfAnotherMachine() throws Exception {
            var elsewhere = address("198.51.100.7");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Peer.plan().listeningOn(elsewhere).listen())
                    .withMessage(
                            "a peer listens on an address of this machine, or on 0.0.0.0 or :: for all of them, but"
                                    + " 198.51.100.7 is none");
        }

        @Test
        void isASecondAddress() throws Exception {
            var setup = Peer.plan().listeningOn(address("127.0.0.2"));
            var other = address("0.0.0.0");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> setup.listeningOn(other))
                    .withMessage(
                            "a peer listens on one address, but this one on 127.0.0.2 already and is told 0.0.0.0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.0.0.0", "127.0.0.1"})
        void isAClientThatListens(String host) throws Exception {
            var plan = PeerPlan.builder().dial().listeningOn(address(host));

            assertThatIllegalArgumentException()
                    .isThrownBy(plan::build)
                    .withMessage("a client peer dials and listens to nobody, so it cannot listen on " + host);
        }
    }

    /** Faults about connects come before anybody listens, and probe the port. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void connectsAreIgnoredOnAllAddressesToo() throws Exception {
        try (var peer = Peer.plan()
                .speak(Conversation.echo())
                .listeningOn(address("0.0.0.0"))
                .fault(Fault.ignoreConnects())
                .listen()) {
            peer.listenAgain();
            echoes(peer.address());
        }
        try (var peer = Peer.plan()
                        .listeningOn(address("0.0.0.0"))
                        .fault(Fault.reset(afterReceiving(1)))
                        .listen();
                var client = RawClient.to(peer)) {
            assertThat(client.write("x")).isEqualTo("ok");
            assertThat(client.read()).isEqualTo("SocketException: Connection reset");
        }
    }
}
