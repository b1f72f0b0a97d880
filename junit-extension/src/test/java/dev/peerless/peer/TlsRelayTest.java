package dev.peerless.peer;

import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import dev.peerless.fault.Trigger;
import dev.peerless.internal.tls.TestAuthority;
import dev.peerless.internal.tls.TlsTrust;
import dev.peerless.plan.TlsCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relay in front of a real HTTPS server: faults at a byte of ciphertext, and a handshake that fails. */
class TlsRelayTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: orders\r\n\r\n";
    private static final int BODY = 200_000;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serverContext()));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, BODY);
                exchange.getResponseBody().write(new byte[BODY]);
            } catch (IOException theClientHasLeft) {
                // As it is meant to.
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static SSLContext serverContext() throws Exception {
        var identity = TestAuthority.shared().identity(TlsCertificate.VALID);
        var password = "secret".toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", identity.key(), password, identity.chain().toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private Peer relay(Fault... faults) {
        var plan = Peer.plan().relayTo(server.getAddress());
        for (var fault : faults) {
            plan.fault(fault);
        }
        return plan.listen();
    }

    private static TlsClient client(Peer relay) throws IOException {
        return TlsClient.to(relay.address(), TlsTrust.clientContext(TestAuthority.shared()));
    }

    @Test
    void passesTlsOn() throws Exception {
        try (var relay = relay();
                var client = client(relay).comparingNames()) {
            client.write(GET);

            assertThat(client.readText(15)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Nested
    class Faults {

        @ParameterizedTest
        @CsvSource({"1", "20000", "100000"})
        void resetAtAByteOfCiphertext(int offset) throws Exception {
            try (var relay = relay(Fault.reset(Trigger.afterSending(offset)));
                    var client = client(relay)) {
                var failure = catchThrowable(() -> {
                    client.write(GET);
                    client.readAll();
                });

                assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(CONNECTION_RESET);
                assertThat(client.ciphertextRead()).isEqualTo(offset);
                assertThat(Wire.count(relay.settledTranscript(), SENT)).isEqualTo(offset);
            }
        }

        @Test
        void resetInTheHandshake() throws Exception {
            try (var relay = relay(Fault.reset(Trigger.afterSending(500)));
                    var client = HelloClient.to(relay.address(), TlsTrust.clientContext(TestAuthority.shared()))) {
                assertThat(client.readAll()).isEqualTo("500 bytes, SocketException: Connection reset");
            }
        }

        @ParameterizedTest
        @CsvSource({"20000", "100000"})
        void closeAtAByteOfCiphertext(int offset) throws Exception {
            try (var relay = relay(Fault.close(Trigger.afterSending(offset)));
                    var client = client(relay)) {
                client.write(GET);

                assertThat(client.readAll()).isBetween(1L, (long) offset);
                assertThat(client.ciphertextRead()).isEqualTo(offset);
            }
        }

        @ParameterizedTest
        @CsvSource({"FIN, TLS_ABORTED", "RESET, CONNECTION_RESET", "GARBAGE, NOT_TLS"})
        void failTheHandshake(TlsFailure by, NetworkFailure expected) throws Exception {
            try (var relay = relay(Fault.failTls(by));
                    var client = client(relay)) {
                var failure = catchThrowable(client::shakeHands);

                assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(expected);
                assertThat(Wire.count(relay.settledTranscript(), SENT)).isEqualTo(by == TlsFailure.GARBAGE ? 23 : 0);
            }
        }
    }

    @Nested
    class WhatPassesToTheServer {

        @Test
        void endsAtAByteOfCiphertextToo() throws Exception {
            try (var upstream = Upstream.listening();
                    var relay = Peer.plan()
                            .relayTo(upstream.address())
                            .fault(Fault.reset(Trigger.afterReceiving(100)))
                            .listen();
                    var client = client(relay)) {
                var failure = catchThrowable(client::shakeHands);
                assertThat(NetworkFailure.of(failure)).as("%s", failure).isEqualTo(CONNECTION_RESET);

                try (var served = upstream.accept()) {
                    assertThat(served.getInputStream().readNBytes(100)).hasSize(100);
                    assertThat(Upstream.read(served)).isEqualTo("SocketException: Connection reset");
                }
            }
        }
    }
}
