package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.whenSaid;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.internal.tls.TestAuthority;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsCertificate;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client peer under TLS, before the JDK's own server socket. */
class TlsClientPeerTest {

    private static final int PATIENCE_MILLIS = 60_000;

    private SSLServerSocket server;

    @BeforeEach
    void listen() throws Exception {
        var factory = context().getServerSocketFactory();
        server = (SSLServerSocket) factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    /** A server nobody would trust: it shows an expired certificate. */
    private static SSLContext context() throws Exception {
        var identity = TestAuthority.shared().identity(TlsCertificate.EXPIRED);
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    private SSLSocket accept() throws Exception {
        var socket = (SSLSocket) server.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String read(SSLSocket socket, int length) throws Exception {
        return new String(socket.getInputStream().readNBytes(length), UTF_8);
    }

    /** Writes until that fails, and tells what of. */
    private static NetworkFailure writeUntilThatFails(SSLSocket socket) {
        var piece = "x".repeat(8 * 1024).getBytes(UTF_8);
        return NetworkFailure.of(catchThrowable(() -> {
            while (true) {
                socket.getOutputStream().write(piece);
            }
        }));
    }

    @ParameterizedTest
    @EnumSource(TlsProtocol.class)
    void asksAndIsAnswered(TlsProtocol protocol) throws Exception {
        try (var client =
                ClientPeer.plan().tls(Tls.wellBehaved().speaking(protocol)).create()) {
            client.send(address(), "request");

            try (var served = accept()) {
                assertThat(read(served, 7)).isEqualTo("request");
                assertThat(served.getSession().getProtocol()).isEqualTo(protocol.standardName());
                served.getOutputStream().write("response".getBytes(UTF_8));
                served.shutdownOutput();
                assertThat(served.getInputStream().read()).isEqualTo(-1);

                Wire.awaitFin(client, SENT);
                assertThat(client.transcript().events())
                        .filteredOn(WireEvent.CloseNotify.class::isInstance)
                        .hasSize(2);
                assertThat(client.failures()).isEmpty();
            }
        }
    }

    @Test
    void speaksHttps() throws Exception {
        try (var client = ClientPeer.plan().tls().create()) {
            client.get(URI.create("https://127.0.0.1:" + server.getLocalPort() + "/report"));

            try (var served = accept()) {
                assertThat(read(served, 20)).isEqualTo("GET /report HTTP/1.1");
            }
        }
    }

    @Test
    void tellsThatTheServerSpeaksNoTls() throws Exception {
        try (var plain = RawServer.listening();
                var client = ClientPeer.plan().tls().create()) {
            client.send(plain.address(), "request");

            try (var served = plain.accept()) {
                served.write("this is no TLS at all\r\n");
                assertThat(Wire.await(client, WireEvent.TlsFailed.class).reason())
                        .contains("plaintext connection?");
            }
        }
    }

    @Nested
    class Faults {

        private ClientPeer clientWith(Fault fault) {
            return ClientPeer.plan().tls().fault(fault).create();
        }

        @Test
        void stopInTheMiddleOfTheResponse() throws Exception {
            try (var browser = clientWith(Fault.reset(afterReceiving(20_000)))) {
                browser.send(address(), "request");

                try (var served = accept()) {
                    assertThat(read(served, 7)).isEqualTo("request");
                    assertThat(writeUntilThatFails(served)).isEqualTo(NetworkFailure.CONNECTION_RESET);
                    Wire.awaitRst(browser, SENT);
                    assertThat(Wire.count(browser.settledTranscript(), RECEIVED))
                            .isGreaterThan(20_000);
                }
            }
        }

        /** A server of TLS 1.3 ends its handshake by a write, the tickets, which may be told of the RST before any read is. */
        @Test
        void stopInTheMiddleOfAnUpload() throws Exception {
            try (var browser = ClientPeer.plan()
                    .tls(Tls.wellBehaved().speaking(TlsProtocol.TLS_1_2).counting(TlsLayer.PLAINTEXT))
                    .fault(Fault.reset(afterSending(5000)))
                    .create()) {
                browser.send(address(), "x".repeat(100_000));

                try (var served = accept()) {
                    assertThat(read(served, 5000)).hasSize(5000);
                    var thrown = catchThrowable(() -> served.getInputStream().read());
                    assertThat(NetworkFailure.of(thrown)).isEqualTo(NetworkFailure.CONNECTION_RESET);
                }
            }
        }

        @Test
        void leaveOnceTheRequestIsSent() throws Exception {
            try (var browser = clientWith(Fault.close(whenSaid()))) {
                browser.send(address(), "request");

                try (var served = accept()) {
                    assertThat(read(served, 7)).isEqualTo("request");
                    assertThat(served.getInputStream().read()).isEqualTo(-1);
                    assertThat(writeUntilThatFails(served)).isEqualTo(NetworkFailure.BROKEN_PIPE);
                    assertThat(browser.transcript().events())
                            .noneMatch(event ->
                                    event instanceof WireEvent.CloseNotify notify && notify.direction() == SENT);
                }
            }
        }

        @Test
        void stopInTheHandshakeIfTheyCountCiphertext() throws Exception {
            try (var browser = ClientPeer.plan()
                    .tls(Tls.wellBehaved().counting(TlsLayer.CIPHERTEXT))
                    .fault(Fault.reset(afterReceiving(1)))
                    .create()) {
                browser.send(address(), "request");

                try (var served = accept()) {
                    var thrown = catchThrowable(served::startHandshake);
                    assertThat(NetworkFailure.of(thrown)).isEqualTo(NetworkFailure.CONNECTION_RESET);
                }
            }
        }
    }

    @Nested
    class Misuse {

        @Test
        void aClientShowsNoCertificate() {
            var expired = Tls.wellBehaved().with(TlsCertificate.EXPIRED);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ClientPeer.plan().tls(expired).create())
                    .withMessage("a client peer shows no certificate, but this one is told that it speaks TLS with an"
                            + " expired certificate");
        }

        @Test
        void aUriMustBeOfHttps() {
            try (var client = ClientPeer.plan().tls().create()) {
                assertThat(client).hasToString("client peer (dials, speaks TLS, counts plaintext)");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> client.get(URI.create("http://127.0.0.1/")))
                        .withMessage("a request over TLS goes to a URI like https://127.0.0.1:8443/path, but was"
                                + " http://127.0.0.1/");
            }
        }
    }
}
