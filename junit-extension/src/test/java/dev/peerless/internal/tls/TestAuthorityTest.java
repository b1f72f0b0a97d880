package dev.peerless.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.plan.TlsCertificate;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own certificate checks judge what is made. */
class TestAuthorityTest {

    private static final Instant TODAY = Instant.parse("2031-05-06T07:08:09Z");

    private final TestAuthority authority = new TestAuthority(TODAY);

    private X509Certificate certificate(TlsCertificate kind) {
        return authority.identity(kind).certificate();
    }

    private void validate(TlsCertificate kind, Instant when) throws Exception {
        var chain = new ArrayList<>(authority.identity(kind).chain());
        chain.remove(authority.certificate());
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(when));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters))
                .isNotNull();
    }

    @Nested
    class TheAuthority {

        @Test
        void signsCertificatesAndNothingElse() throws Exception {
            var certificate = authority.certificate();

            certificate.verify(certificate.getPublicKey());
            assertThat(certificate.getVersion()).isEqualTo(3);
            assertThat(certificate.getSubjectX500Principal()).hasToString("CN=Peerless test authority");
            assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
            assertThat(certificate.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
            assertThat(certificate.getKeyUsage())
                    .containsExactly(false, false, false, false, false, true, true, false, false);
            assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        }

        @Test
        void isItsOwnAndNoOthers() {
            assertThat(new TestAuthority(TODAY).certificate().getPublicKey())
                    .isNotEqualTo(authority.certificate().getPublicKey());
        }

        @Test
        void isSharedByAllPeers() throws Exception {
            assertThat(TestAuthority.shared()).isSameAs(TestAuthority.shared());
            TestAuthority.shared().certificate().checkValidity();
        }
    }

    @Nested
    class AValidCertificate {

        @Test
        void isForLoopbackByAddressAndByName() throws Exception {
            assertThat(certificate(TlsCertificate.VALID).getSubjectAlternativeNames())
                    .containsExactlyInAnyOrder(
                            List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        }

        @Test
        void isForBothSidesOfTls() throws Exception {
            var certificate = certificate(TlsCertificate.VALID);

            assertThat(certificate.getExtendedKeyUsage())
                    .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
            assertThat(certificate.getKeyUsage())
                    .containsExactly(true, false, false, false, false, false, false, false, false);
            assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        }

        @ParameterizedTest
        @ValueSource(longs = {-30, 0, 364})
        void isValidBeforeAndLongAfterToday(long days) throws Exception {
            validate(TlsCertificate.VALID, TODAY.plus(Duration.ofDays(days)));
        }

        @Test
        void isNotValidForEver() {
            assertThatThrownBy(() -> validate(TlsCertificate.VALID, TODAY.minus(Duration.ofDays(32))))
                    .hasCauseInstanceOf(CertificateNotYetValidException.class);
            assertThatThrownBy(() -> validate(TlsCertificate.VALID, TODAY.plus(Duration.ofDays(366))))
                    .hasCauseInstanceOf(CertificateExpiredException.class);
        }

        @Test
        void namesTheKeysByWhichItsSignerIsFound() {
            var signer = authority.certificate().getExtensionValue("2.5.29.14");
            var named = certificate(TlsCertificate.VALID).getExtensionValue("2.5.29.35");

            // An octet string in an octet string here, a tagged one in a sequence in an octet string there.
            assertThat(List.of(boxed(signer).subList(4, 24)))
                    .containsExactly(boxed(named).subList(6, 26));
        }

        private static List<Byte> boxed(byte[] bytes) {
            var list = new ArrayList<Byte>();
            for (byte b : bytes) {
                list.add(b);
            }
            return list;
        }
    }

    @Nested
    class AnExpiredCertificate {

        @Test
        void wasValidUntilYesterday() throws Exception {
            assertThatThrownBy(() -> validate(TlsCertificate.EXPIRED, TODAY))
                    .hasCauseInstanceOf(CertificateExpiredException.class);

            validate(TlsCertificate.EXPIRED, TODAY.minus(Duration.ofDays(2)));
        }
    }

    @Nested
    class ACertificateForAnotherName {

        @Test
        void isValidButForElsewhere() throws Exception {
            validate(TlsCertificate.OTHER_NAME, TODAY);

            assertThat(certificate(TlsCertificate.OTHER_NAME).getSubjectAlternativeNames())
                    .containsExactly(List.of(2, "elsewhere.invalid"));
        }
    }

    @Nested
    class ASelfSignedCertificate {

        @Test
        void isSignedByNobodyElse() throws Exception {
            var certificate = certificate(TlsCertificate.SELF_SIGNED);

            certificate.verify(certificate.getPublicKey());
            assertThat(authority.identity(TlsCertificate.SELF_SIGNED).chain()).containsExactly(certificate);
            assertThatThrownBy(() -> validate(TlsCertificate.SELF_SIGNED, TODAY))
                    .isInstanceOfSatisfying(
                            CertPathValidatorException.class,
                            failure -> assertThat(failure.getReason())
                                    .isIn(
                                            BasicReason.INVALID_SIGNATURE,
                                            java.security.cert.PKIXReason.NO_TRUST_ANCHOR));
        }
    }

    @Nested
    class EachCertificate {

        @ParameterizedTest
        @EnumSource(TlsCertificate.class)
        void isMadeOnce(TlsCertificate kind) {
            assertThat(authority.identity(kind)).isSameAs(authority.identity(kind));
        }

        @Test
        void hasANumberOfItsOwn() {
            var numbers = List.of(TlsCertificate.values()).stream()
                    .map(kind -> certificate(kind).getSerialNumber())
                    .toList();

            assertThat(numbers)
                    .doesNotHaveDuplicates()
                    .doesNotContain(authority.certificate().getSerialNumber())
                    .allMatch(number -> number.signum() > 0);
        }
    }
}
