package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this JVM does not speak cannot be listened on; it is told apart here, since one JVM speaks always the same. */
class ListeningFamilyTest {

    @ParameterizedTest
    @ValueSource(strings = {"0:0:0:0:0:0:0:0", "0:0:0:0:0:0:0:1"})
    void aJvmOfIpv4AloneHasNoAddressOfIpv6(String host) throws Exception {
        var address = InetAddress.getByName(host);

        assertThatNoException().isThrownBy(() -> Listening.checkFamily(address, false));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Listening.checkFamily(address, true))
                .withMessage("this JVM speaks IPv4 alone (-Djava.net.preferIPv4Stack=true), so a peer cannot listen on "
                        + host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1"})
    void aJvmOfIpv4AloneHasThoseOfIpv4(String host) throws Exception {
        var address = InetAddress.getByName(host);

        assertThatNoException().isThrownBy(() -> Listening.checkFamily(address, true));
    }
}
