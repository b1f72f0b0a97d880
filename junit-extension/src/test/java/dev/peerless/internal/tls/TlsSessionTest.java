package dev.peerless.internal.tls;

import static dev.peerless.plan.TlsProtocol.TLS_1_2;
import static dev.peerless.plan.TlsProtocol.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.plan.TlsProtocol;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TlsSessionTest {

    private static final int AT_ONCE = 1 << 20;

    private final End server = End.server(TlsProtocol.values());
    private final End client = End.client(TlsProtocol.values());

    private static void establish(End client, End server, int atOnce) throws IOException {
        server.session.begin();
        client.session.begin();
        End.talk(client, server, atOnce);
    }

    @Nested
    class Handshake {

        @ParameterizedTest
        @CsvSource({"TLS_1_2, TLSv1.2", "TLS_1_3, TLSv1.3"})
        void agreesOnAVersionThatBothSpeak(TlsProtocol protocol, String name) throws Exception {
            var old = End.client(protocol);

            establish(old, server, AT_ONCE);

            assertThat(old.events).containsExactly("established " + name);
            assertThat(server.events).containsExactly("established " + name);
        }

        @ParameterizedTest
        @CsvSource({"TLS_1_2, 1", "TLS_1_2, 7", "TLS_1_3, 1", "TLS_1_3, 100"})
        void maySpreadOverManyReads(TlsProtocol protocol, int atOnce) throws Exception {
            var slow = End.client(protocol);

            establish(slow, server, atOnce);

            assertThat(slow.session.sends()).isTrue();
            assertThat(server.session.sends()).isTrue();
        }

        @Test
        void failsBetweenVersionsThatDiffer() throws Exception {
            var old = End.client(TLS_1_2);
            var latest = End.server(TLS_1_3);

            establish(old, latest, AT_ONCE);

            assertThat(latest.events).singleElement().asString().startsWith("failed ");
            assertThat(old.events).singleElement().asString().endsWith("Received fatal alert: protocol_version");
            assertThat(latest.session.sends()).isFalse();
        }

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void failsIfItIsClosed(TlsProtocol protocol) throws Exception {
            var fickle = End.client(protocol);
            server.session.begin();
            fickle.session.begin();
            fickle.session.close();

            End.talk(fickle, server, AT_ONCE);

            assertThat(server.events).singleElement().asString().startsWith("failed ");
        }

        @Test
        void failsIfItIsNotTls() throws Exception {
            server.session.begin();

            server.hears("GET / HTTP/1.1\r\n\r\n");
            server.hears("GET / HTTP/1.1\r\n\r\n");

            assertThat(server.events)
                    .singleElement()
                    .asString()
                    .endsWith("Unrecognized SSL message, plaintext connection?");
        }

        @Test
        void sendsNothingBefore() throws Exception {
            client.session.begin();
            client.wire.clear();

            client.say("too early");

            assertThat(client.session.sends()).isFalse();
            assertThat(client.wire).isEmpty();
        }
    }

    @Nested
    class Data {

        @ParameterizedTest
        @CsvSource({
            "TLS_1_2, 1",
            "TLS_1_2, 4096",
            "TLS_1_2, 1048576",
            "TLS_1_3, 1",
            "TLS_1_3, 16709",
            "TLS_1_3, 1048576"
        })
        void arrivesHoweverItIsCut(TlsProtocol protocol, int atOnce) throws Exception {
            var other = End.client(protocol);
            establish(other, server, AT_ONCE);
            var much = "0123456789abcdef".repeat(6000);

            other.say(much);
            server.say("answer");
            End.talk(other, server, atOnce);

            assertThat(server.heard()).isEqualTo(much);
            assertThat(other.heard()).isEqualTo("answer");
        }

        @Test
        void isNotTouchedUnderWay() throws Exception {
            establish(client, server, AT_ONCE);
            client.say("order-1");
            client.wire.addLast((byte) (client.wire.removeLast() ^ 1));

            End.talk(client, server, AT_ONCE);

            assertThat(server.heard()).isEmpty();
            assertThat(server.events).hasSize(2).last().asString().startsWith("failed ");
            assertThat(client.events).hasSize(2).last().asString().endsWith("Received fatal alert: bad_record_mac");
        }
    }

    @Nested
    class CloseNotify {

        @Test
        void endsOneDirectionOfTls13() throws Exception {
            var latest = End.client(TLS_1_3);
            establish(latest, server, AT_ONCE);

            latest.session.close();
            End.talk(latest, server, AT_ONCE);
            assertThat(server.events).last().isEqualTo("close_notify");
            assertThat(latest.session.sends()).isFalse();
            assertThat(server.session.sends()).isTrue();

            server.say("still here");
            server.session.close();
            End.talk(latest, server, AT_ONCE);
            assertThat(latest.heard()).isEqualTo("still here");
            assertThat(latest.events).last().isEqualTo("close_notify");
        }

        @Test
        void endsBothDirectionsOfTls12() throws Exception {
            var old = End.client(TLS_1_2);
            establish(old, server, AT_ONCE);

            old.session.close();
            old.carryTo(server, AT_ONCE);

            assertThat(server.events).last().isEqualTo("close_notify");
            assertThat(server.session.sends()).isFalse();
        }

        @ParameterizedTest
        @EnumSource(TlsProtocol.class)
        void isNotAnsweredUnasked(TlsProtocol protocol) throws Exception {
            var other = End.client(protocol);
            establish(other, server, AT_ONCE);
            other.session.close();
            other.carryTo(server, AT_ONCE);
            assertThat(server.wire).isEmpty();

            server.session.close();
            server.session.close();
            End.talk(other, server, AT_ONCE);

            assertThat(other.events).last().isEqualTo("close_notify");
        }
    }
}
