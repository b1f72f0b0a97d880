package dev.peerless.junit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.TlsFailure;
import dev.peerless.peer.Peer;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** A code under test that was to start TLS and speaks plaintext does not pass for one whose handshake fails. */
class ForgottenTlsTest {

    @Test
    void isToldByTheFaultThatDidNotStrike() {
        assertThat(InnerRun.of(Cases.class, "forgetsTls").message())
                .contains("@PeerFailsTls(by = FIN) never struck: #1 began with plaintext where a ClientHello was due");
    }

    @SuppressWarnings("unused") // run by its name
    static class Cases {

        @Test
        void forgetsTls(@PeerFailsTls(by = TlsFailure.FIN) @PeerEchoes Peer peer) throws Exception {
            try (var client = new Socket(peer.host(), peer.port())) {
                client.setSoTimeout(30_000);
                client.getOutputStream().write("hello\n".getBytes(US_ASCII));

                assertThat(client.getInputStream().readNBytes(6)).isEqualTo("hello\n".getBytes(US_ASCII));
            }
        }
    }
}
