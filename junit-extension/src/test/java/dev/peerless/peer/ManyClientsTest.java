package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.peer.RawServer.Served;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many connections at once, all alike but for their faults. */
class ManyClientsTest {

    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = RawServer.listening();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    /** Accepts so many, and finds for each the number that its client gave it: by the order of their ports. */
    private Map<Integer, Served> accept(ClientPeer clients, int count) throws Exception {
        var byNumber = new TreeMap<Integer, Served>();
        for (int i = 0; i < count; i++) {
            var served = server.accept();
            served.write("who?\n");
            byNumber.put(Integer.parseInt(served.readText(3)), served);
        }
        assertThat(clients.connectionCount()).isEqualTo(count);
        return byNumber;
    }

    /** Each connection names itself, by the order in which they were made. */
    private static Conversation namingItself() {
        var made = new int[1];
        return () -> {
            int number = ++made[0];
            return (bytes, replies) -> {
                if (bytes.equals(Bytes.utf8("who?\n"))) {
                    replies.send(String.format("%03d", number));
                }
            };
        };
    }

    @Test
    void areNumberedInTheOrderInWhichTheyWereMade() throws Exception {
        try (var clients = ClientPeer.plan().count(100).create()) {
            assertThat(clients.speak(server.address(), namingItself()).number()).isEqualTo(1);

            assertThat(clients.transcript().events())
                    .filteredOn(Connected.class::isInstance)
                    .allMatch(event -> ((Connected) event).direction() == SENT)
                    .extracting(event -> event.connection())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 100).boxed().toList());
            for (var served : accept(clients, 100).values()) {
                served.close();
            }
        }
    }

    @Test
    void areNumberedAsTheServerAcceptsThem() throws Exception {
        try (var clients = ClientPeer.plan().count(20).create()) {
            clients.speak(server.address(), namingItself());

            for (int number = 1; number <= 20; number++) {
                try (var served = server.accept()) {
                    served.write("who?\n");
                    assertThat(served.readText(3)).isEqualTo(String.format("%03d", number));
                }
            }
        }
    }

    @Test
    void areEachUnderControl() throws Exception {
        try (var clients = ClientPeer.plan().count(4).create()) {
            clients.speak(server.address(), namingItself());
            var served = accept(clients, 4);

            clients.connection(2).reset();
            clients.connection(3).close();
            clients.connection(4).send("!");

            assertThat(served.get(2).read()).isEqualTo("SocketException: Connection reset");
            assertThat(served.get(3).read()).isEqualTo("-1");
            assertThat(served.get(4).read()).isEqualTo("!");
            assertThat(served.get(1).readForAMoment()).isEqualTo("Read timed out");
            for (var one : served.values()) {
                one.close();
            }
        }
    }

    @Test
    void misbehaveWhereTheFaultSays() throws Exception {
        var stop = Fault.reset(afterReceiving(9)).on("2-3");
        try (var clients = ClientPeer.plan().count(4).fault(stop).create()) {
            clients.speak(server.address(), namingItself());
            var served = accept(clients, 4);

            for (var one : served.values()) {
                one.write("page");
            }
            assertThat(served.get(2).read()).isEqualTo("SocketException: Connection reset");
            assertThat(served.get(3).read()).isEqualTo("SocketException: Connection reset");
            assertThat(served.get(1).readForAMoment()).isEqualTo("Read timed out");
            assertThat(served.get(4).readForAMoment()).isEqualTo("Read timed out");
            assertThat(clients.unfiredFaults()).isEmpty();
            for (var one : served.values()) {
                one.close();
            }
        }
    }

    @Test
    void areAddedByEachDialing() throws Exception {
        try (var clients = ClientPeer.plan().count(2).create()) {
            var conversation = namingItself();
            assertThat(clients.speak(server.address(), conversation).number()).isEqualTo(1);
            assertThat(clients.speak(server.address(), conversation).number()).isEqualTo(3);

            for (var served : accept(clients, 4).values()) {
                served.close();
            }
        }
    }
}
