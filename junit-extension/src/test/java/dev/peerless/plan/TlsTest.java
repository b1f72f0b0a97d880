package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Trigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TlsTest {

    @Nested
    class Text {

        @Test
        void saysWhatIsNotAsItShouldBe() {
            assertThat(Tls.wellBehaved()).hasToString("speaks TLS");
            assertThat(Tls.wellBehaved().with(TlsCertificate.OTHER_NAME))
                    .hasToString("speaks TLS with a certificate for another name");
            assertThat(Tls.wellBehaved().with(TlsCertificate.SELF_SIGNED))
                    .hasToString("speaks TLS with a self-signed certificate");
            assertThat(Tls.wellBehaved().withoutCloseNotify()).hasToString("speaks TLS, never sends close_notify");
            assertThat(Tls.wellBehaved().counting(TlsLayer.PLAINTEXT)).hasToString("speaks TLS, counts plaintext");
        }

        @Test
        void saysWhichVersionsUnlessAll() {
            assertThat(Tls.wellBehaved().speaking(TlsProtocol.TLS_1_3)).hasToString("speaks TLSv1.3");
            assertThat(Tls.wellBehaved().speaking(TlsProtocol.TLS_1_3, TlsProtocol.TLS_1_2))
                    .hasToString("speaks TLS");
        }
    }

    @Nested
    class Protocols {

        @Test
        void areKeptOnceEachAndInOrder() {
            assertThat(Tls.wellBehaved()
                            .speaking(TlsProtocol.TLS_1_3, TlsProtocol.TLS_1_2, TlsProtocol.TLS_1_3)
                            .protocols())
                    .isEqualTo(List.of(TlsProtocol.TLS_1_2, TlsProtocol.TLS_1_3));
        }

        @Test
        void areOneAtLeast() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Tls.wellBehaved().speaking())
                    .withMessage("a peer that speaks TLS needs at least one version of it");
        }
    }

    @Nested
    class CountedBytes {

        @Test
        void areThoseOnTheWireByDefault() {
            assertThat(Tls.wellBehaved().countsPlaintext(Trigger.afterReceiving(1)))
                    .isFalse();
        }

        @Test
        void areThoseUnderTlsIfTold() {
            var tls = Tls.wellBehaved().counting(TlsLayer.PLAINTEXT);

            assertThat(List.of(Trigger.afterReceiving(1), Trigger.afterSending(1), Trigger.whenReceived("x")))
                    .allMatch(tls::countsPlaintext);
            assertThat(List.of(
                            Trigger.onConnect(),
                            Trigger.inTlsHandshake(),
                            Trigger.connectedFor(Duration.ofMillis(1)),
                            Trigger.idleFor(Duration.ofMillis(1)),
                            Trigger.onDemand()))
                    .noneMatch(tls::countsPlaintext);
        }
    }
}
