package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.peer.TakenPort;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.sockets.Listeners;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is declared, nothing listens but on loopback, unless it says so. The annotations are found, not listed. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "who listens is looked up in /proc")
class LoopbackTest {

    private static Declarations declared(Class<? extends Annotation> type) {
        return new Declarations(
                "here", List.of(new Declaration(OurAnnotations.use(type, OurAnnotations.right(type)), "here")));
    }

    static Stream<Class<? extends Annotation>> ofPeersThatListen() {
        return OurAnnotations.planned()
                .filter(type -> type != PeerListensOn.class)
                .filter(type -> declared(type)
                        .parts()
                        .role()
                        .filter(Role.Client.class::isInstance)
                        .isEmpty())
                // For clients alone, though it does not settle their role.
                .filter(type -> !type.getSimpleName().startsWith("Client"));
    }

    @ParameterizedTest
    @MethodSource("ofPeersThatListen")
    void aPeerIsOnLoopbackAlone(Class<? extends Annotation> type) throws Exception {
        try (var peer = Peer.listen(Declarations.plan(List.of(declared(type)), false))) {
            assertThat(peer.address().getAddress().isLoopbackAddress()).isTrue();
            assertThat(Listeners.on(peer.port())).allMatch(InetAddress::isLoopbackAddress);

            peer.listenAgain();
            assertThat(Listeners.on(peer.port())).hasSize(1).allMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    void aPortInUseIsOnLoopbackAlone() throws Exception {
        try (var port = TakenPort.take()) {
            assertThat(Listeners.on(port.port())).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    void onlyWhoSaysSoIsElsewhere() {
        InnerRun.of(Cases.class, "everywhere").succeeded(1);
    }

    @Test
    void aClientListensNowhere() {
        assertThat(InnerRun.of(Cases.class, "client").misuse())
                .isEqualTo(
                        "@PeerListensOn(\"0.0.0.0\") on parameter #1 of method Cases.client(ClientPeer): a client peer"
                                + " dials and listens to nobody, so it cannot listen on 0.0.0.0.");
    }

    @Test
    void anAddressIsOfThisMachine() {
        assertThat(InnerRun.of(Cases.class, "foreign").misuse())
                .isEqualTo(
                        "@PeerListensOn(\"198.51.100.7\") on parameter #1 of method Cases.foreign(Peer): a peer listens"
                                + " on an address of this machine, or on 0.0.0.0 or :: for all of them, but 198.51.100.7 is"
                                + " none.");
    }

    /** None is looked up as a name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "cafe",
                "256.0.0.1",
                "127.0.0.01",
                "10.0.1",
                "0.0.0.0:80",
                ":",
                "1::2::3",
                "::%nowhere"
            })
    void anAddressIsLiteral(String text) {
        var declaration = new Declaration(OurAnnotations.use(PeerListensOn.class, Map.of("value", text)), "here");

        assertThatThrownBy(() -> new Declarations("here", List.of(declaration)).parts())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@PeerListensOn on here: value = \"" + text
                        + "\", but must be a literal address of this machine,"
                        + " such as \"192.168.0.7\", or \"0.0.0.0\" or \"::\".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.249.199.99", "::", "::1", "fe80::1", "::ffff:127.0.0.1"})
    void aLiteralAddressIsTaken(String text) throws Exception {
        var declaration = new Declaration(OurAnnotations.use(PeerListensOn.class, Map.of("value", text)), "here");
        var parts = PeerPlan.builder();

        new ListensOnPlanner().plan((PeerListensOn) declaration.annotation(), declaration, parts);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> parts.listeningOn(InetAddress.getLoopbackAddress()))
                .withMessageContaining(
                        "this one on " + InetAddress.getByName(text).getHostAddress() + " already");
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Cases {

        @Test
        void everywhere(@PeerListensOn("0.0.0.0") Peer peer) throws Exception {
            assertThat(Listeners.on(peer.port())).containsExactly(InetAddress.getByName("0.0.0.0"));
            assertThat(peer.address()).isEqualTo(new InetSocketAddress("127.0.0.1", peer.port()));
        }

        @Test
        void client(@PeerListensOn("0.0.0.0") ClientPeer peer) {}

        @Test
        void foreign(@PeerListensOn("198.51.100.7") Peer peer) {}
    }
}
