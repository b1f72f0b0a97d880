package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import dev.peerless.fault.Trigger;
import dev.peerless.wire.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeerPlanTest {

    private static final InetSocketAddress UPSTREAM = new InetSocketAddress("127.0.0.1", 5432);

    @Nested
    class Text {

        @Test
        void saysThatNothingGoesWrong() {
            assertThat(PeerPlan.builder().build()).hasToString("well-behaved");
        }

        @Test
        void saysWhatItSpeaksAndWhatGoesWrongInOrder() {
            assertThat(PeerPlan.builder()
                            .speak(Conversation.echo())
                            .fault(Fault.stall(Trigger.afterReceiving(16)).on("1"))
                            .fault(Fault.reset(Trigger.onDemand()).on("2-"))
                            .build())
                    .hasToString("echoes; stalls after receiving 16 bytes, connection 1;"
                            + " resets on demand, connections from 2 on");
        }

        @Test
        void saysWhereItRelaysTo() {
            assertThat(PeerPlan.builder().relayTo(UPSTREAM).build()).hasToString("relays to 127.0.0.1:5432");
        }

        @Test
        void saysThatItRelaysToAnAddressOfIpv6InBrackets() {
            assertThat(PeerPlan.builder()
                            .relayTo(new InetSocketAddress("::1", 5432))
                            .build())
                    .hasToString("relays to [0:0:0:0:0:0:0:1]:5432");
        }

        @Test
        void saysThatItSpeaksTls() {
            assertThat(PeerPlan.builder().tls(Tls.wellBehaved()).build()).hasToString("speaks TLS");
            assertThat(PeerPlan.builder()
                            .tls(Tls.wellBehaved()
                                    .with(TlsCertificate.EXPIRED)
                                    .speaking(TlsProtocol.TLS_1_2)
                                    .withoutCloseNotify()
                                    .counting(TlsLayer.PLAINTEXT))
                            .greet(Bytes.utf8("hi"))
                            .fault(Fault.failTls(TlsFailure.FIN).on("1"))
                            .build())
                    .hasToString("speaks TLSv1.2 with an expired certificate, never sends close_notify, counts"
                            + " plaintext, greets with \"hi\"; closes in the TLS handshake, connection 1");
        }

        @Test
        void saysNothingOfSilence() {
            assertThat(PeerPlan.builder().fault(Fault.refuse()).build()).hasToString("refuses connections");
        }
    }

    @Nested
    class Immutability {

        @Test
        void keepsItsFaults() {
            var faults = new ArrayList<>(List.of(Fault.refuse()));
            var plan = new PeerPlan(
                    new Role.Stub(Conversation.silence()),
                    List.of(),
                    faults,
                    0,
                    0,
                    InetAddress.getLoopbackAddress(),
                    false);
            faults.clear();

            assertThat(plan.faults()).containsExactly(Fault.refuse());
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> plan.faults().clear());
        }

        @Test
        void isNotChangedByItsBuilder() {
            var builder = PeerPlan.builder();
            var plan = builder.build();
            builder.fault(Fault.refuse());

            assertThat(plan.faults()).isEmpty();
        }
    }

    @Nested
    class SpeakingTls {

        @Test
        void isForStubs() {
            var tls = Tls.wellBehaved().with(TlsCertificate.SELF_SIGNED);

            assertThat(PeerPlan.builder()
                            .tls(tls)
                            .speak(Conversation.echo())
                            .build()
                            .tls())
                    .contains(tls);
            assertThat(PeerPlan.builder().speak(Conversation.echo()).build().tls())
                    .isEmpty();
            assertThat(PeerPlan.builder().relayTo(UPSTREAM).build().tls()).isEmpty();
        }

        @Test
        void isReplacedByANearerDeclaration() {
            var nearer = Tls.wellBehaved().with(TlsCertificate.EXPIRED);

            assertThat(PeerPlan.builder()
                            .tls(Tls.wellBehaved())
                            .overriddenBy(PeerPlan.builder().tls(nearer))
                            .overriddenBy(PeerPlan.builder().speak(Conversation.echo()))
                            .build())
                    .hasToString("speaks TLS with an expired certificate, echoes");
        }

        @Test
        void isNotForRelays() {
            var builder = PeerPlan.builder().relayTo(UPSTREAM).tls(Tls.wellBehaved());

            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessage("a relay passes on the TLS of its upstream, but this one, which relays to"
                            + " 127.0.0.1:5432, is told that it itself speaks TLS");
        }

        @Test
        void isForClientsToo() {
            var plan = PeerPlan.builder().tls(Tls.wellBehaved()).dial(2).build();

            assertThat(plan.tls()).contains(Tls.wellBehaved());
            assertThat(plan).hasToString("dials 2 times, speaks TLS");
            assertThat(plan.withFaults(List.of())).isEqualTo(plan);
        }

        @Test
        void isWithoutCertificateForClients() {
            var builder = PeerPlan.builder().dial().tls(Tls.wellBehaved().with(TlsCertificate.SELF_SIGNED));

            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessage("a client peer shows no certificate, but this one is told that it speaks TLS with a"
                            + " self-signed certificate");
        }

        @Test
        void isDoneInOneWay() {
            var builder = PeerPlan.builder().tls(Tls.wellBehaved());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.tls(Tls.wellBehaved().with(TlsCertificate.OTHER_NAME)))
                    .withMessage("a peer speaks TLS in one way, but this one speaks TLS already and is told that it"
                            + " speaks TLS with a certificate for another name");
        }
    }

    @Nested
    class Refusals {

        @Test
        void aPeerRefusesOnce() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PeerPlan.builder()
                            .fault(Fault.refuse())
                            .fault(Fault.refuse(Duration.ofMillis(300)))
                            .build())
                    .withMessage("a peer takes connects in one way at a time, but refuses connections and"
                            + " refuses connections for 300 ms are two");
        }

        @Test
        void thePayloadToKeepIsNotNegative() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PeerPlan.builder().recordPayloadUpTo(-1).build())
                    .withMessage("the payload to keep must not be negative, but was -1");
        }

        @Test
        void anUpstreamHasAnAddress() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            PeerPlan.builder().relayTo(InetSocketAddress.createUnresolved("no-such-host.invalid", 80)))
                    .withMessage("the upstream host no-such-host.invalid is unknown");
        }
    }
}
