package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsCertificate;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TlsAnnotationTest {

    private static final int PATIENCE_MILLIS = 60_000;

    private static SSLSocket connect(Peer peer) throws IOException {
        var context = peer.tls().clientContext();
        var socket = (SSLSocket) context.getSocketFactory().createSocket(peer.host(), peer.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    @Nested
    class SpeaksTls {

        @Test
        void inFrontOfItsConversation(@PeerSpeaksTls @PeerEchoes Peer peer) throws Exception {
            try (var client = connect(peer)) {
                client.getOutputStream().write('x');

                assertThat(client.getInputStream().read()).isEqualTo('x');
            }
            assertThat(peer.settledPlan()).hasToString("speaks TLS, echoes");
        }

        @Test
        @PeerSpeaksTls
        @PeerEchoes
        void alsoWhenItStandsOnTheMethod(Peer peer) throws Exception {
            try (var client = connect(peer)) {
                client.getOutputStream().write('x');

                assertThat(client.getInputStream().read()).isEqualTo('x');
            }
        }

        @Test
        void withTheCertificateItIsTold(@PeerSpeaksTls(certificate = TlsCertificate.EXPIRED) Peer peer)
                throws Exception {
            try (var client = connect(peer)) {
                assertThatThrownBy(client::startHandshake)
                        .isInstanceOf(SSLHandshakeException.class)
                        .hasMessageContaining("validity check failed");
            }
        }

        @Test
        void withoutCloseNotifyIfTold(@PeerSpeaksTls(closeNotify = false) @PeerEchoes Peer peer) throws Exception {
            try (var client = connect(peer)) {
                client.startHandshake();
            }
            RawClient.await(peer, event -> event instanceof WireEvent.Fin fin && fin.direction() == Direction.SENT);
            assertThat(peer.transcript().events())
                    .noneMatch(event ->
                            event instanceof WireEvent.CloseNotify notify && notify.direction() == Direction.SENT);
        }

        @Test
        void withFaultsThatCountPlaintextIfTold(
                @PeerSpeaksTls(faultsCount = TlsLayer.PLAINTEXT) @PeerEchoes @PeerCloses(afterReceiving = 3) Peer peer)
                throws Exception {
            try (var client = connect(peer)) {
                client.getOutputStream().write(new byte[] {'a', 'b', 'c'});

                assertThat(client.getInputStream().readNBytes(3)).asString().isEqualTo("ab");
            }
        }

        @Test
        void inTheVersionsItIsTold(@PeerSpeaksTls(protocols = TlsProtocol.TLS_1_2) Peer peer) throws Exception {
            try (var client = connect(peer)) {
                client.startHandshake();

                assertThat(client.getSession().getProtocol()).isEqualTo("TLSv1.2");
            }
        }

        @Test
        void asItShouldByDefault(@PeerSpeaksTls Peer peer) {
            assertThat(peer.settledPlan().tls()).contains(Tls.wellBehaved());
        }
    }

    @Nested
    class FailsTls {

        @Test
        void onTheConnectionsItIsTold(
                @PeerSpeaksTls @PeerEchoes @PeerFailsTls(by = TlsFailure.FIN, connections = "1") Peer peer)
                throws Exception {
            try (var first = connect(peer)) {
                assertThatThrownBy(first::startHandshake).isInstanceOf(SSLHandshakeException.class);
            }
            try (var second = connect(peer)) {
                second.getOutputStream().write('x');
                assertThat(second.getInputStream().read()).isEqualTo('x');
            }
            assertThat(peer.transcript().toString())
                    .contains("FIN        @PeerFailsTls(by = FIN, connections = \"1\")");
        }

        @Test
        void alsoWithoutSpeakingIt(@PeerFailsTls(by = TlsFailure.RESET) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send((byte) 22).receivesReset();
            }
        }

        @Test
        void readsItsAttributes() {
            var method = Every.class.getDeclaredMethods()[0];

            var faults = faults(method);

            assertThat(faults)
                    .allMatch(fault -> fault.trigger().equals(Trigger.inTlsHandshake()))
                    .allMatch(fault -> fault.connections().first() == 2)
                    .allMatch(fault -> fault.probability() == 0.25)
                    .allMatch(fault -> fault.seed().orElseThrow() == 7)
                    .allMatch(Fault::mayNotFire);
            assertThat(faults)
                    .extracting(Fault::effect)
                    .isEqualTo(Arrays.stream(TlsFailure.values())
                            .map(TlsFailure::effect)
                            .toList());
        }

        abstract static class Every {

            abstract void failsTls(
                    @PeerFailsTls(
                                    by = TlsFailure.FIN,
                                    connections = "2-",
                                    probability = 0.25,
                                    seed = 7,
                                    mayNotFire = true)
                            @PeerFailsTls(
                                    by = TlsFailure.RESET,
                                    connections = "2-",
                                    probability = 0.25,
                                    seed = 7,
                                    mayNotFire = true)
                            @PeerFailsTls(
                                    by = TlsFailure.GARBAGE,
                                    connections = "2-",
                                    probability = 0.25,
                                    seed = 7,
                                    mayNotFire = true)
                            @PeerFailsTls(
                                    by = TlsFailure.SILENCE,
                                    connections = "2-",
                                    probability = 0.25,
                                    seed = 7,
                                    mayNotFire = true)
                            Peer peer);
        }

        private static List<Fault> faults(Method method) {
            var place = Place.parameters(method).get(0);
            return Declarations.plan(List.of(place.declarations()), false).faults();
        }
    }

    @Nested
    class TheGuard {

        @Test
        void tellsThatNobodyShookHands() {
            assertThat(InnerRun.of(Cases.class, "nobodyCame").message())
                    .contains("@PeerFailsTls(by = FIN) never struck: no connection came, and it was meant for all"
                            + " connections");
        }

        @Test
        void isContentIfItMayNotFire() {
            InnerRun.of(Cases.class, "nobodyHadTo").succeeded(1);
        }
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Cases {

        @Test
        void nobodyCame(@PeerFailsTls(by = TlsFailure.FIN) Peer peer) {}

        @Test
        void nobodyHadTo(@PeerFailsTls(by = TlsFailure.FIN, mayNotFire = true) Peer peer) {}
    }
}
