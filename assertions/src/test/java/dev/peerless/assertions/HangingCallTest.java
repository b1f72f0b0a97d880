package dev.peerless.assertions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** Where the calls of this JDK really hang. */
class HangingCallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    /** One for all: on JDK 17 a call that is given up may leave its client with a selector that never ends. */
    private static final HttpClient HTTP_CLIENT = HttpClient.newHttpClient();

    private static final byte[] MORE_THAN_BUFFERS_TAKE = new byte[50_000_000];

    private final Peer silent = Peer.plan().listen();
    private final Peer stalled =
            Peer.plan().fault(Fault.stall(Trigger.onConnect())).listen();

    private final Queue<Closeable> opened = new ConcurrentLinkedQueue<>();

    @AfterEach
    void closePeersAndSockets() throws IOException {
        silent.close();
        stalled.close();
        for (var connection : opened) {
            connection.close();
        }
    }

    /** Returns once the thread is where that trap is told; it ends when the peers are closed. */
    private static void assertThatItIsToldOf(Trap expected, ThrowingCallable call) {
        var ended = new AtomicReference<Throwable>();
        var thread = new Thread(() -> {
            try {
                call.call();
                ended.set(new AssertionError("it returned"));
            } catch (Throwable thrown) {
                ended.set(thrown);
            }
        });
        thread.setDaemon(true);
        thread.start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (HangingCall.trap(List.of(thread.getStackTrace())) != expected) {
            assertThat(ended.get()).as("the end of a call that is to hang").isNull();
            assertThat(System.nanoTime())
                    .as(() -> "time to come where " + expected + " is told; it is at\n"
                            + Stream.of(thread.getStackTrace())
                                    .map(String::valueOf)
                                    .collect(joining("\n")))
                    .isLessThan(deadline);
            Thread.onSpinWait();
        }
        thread.interrupt();
    }

    private Socket socket(Peer peer) throws Exception {
        return opened(new Socket(peer.host(), peer.port()));
    }

    private SocketChannel channel(Peer peer) throws Exception {
        return opened(SocketChannel.open(peer.address()));
    }

    private <C extends Closeable> C opened(C connection) {
        opened.add(connection);
        return connection;
    }

    @Test
    void readsOfSockets() {
        assertThatItIsToldOf(
                Trap.READ_WITHOUT_LIMIT, () -> socket(silent).getInputStream().read());
        assertThatItIsToldOf(
                Trap.READ_WITHOUT_LIMIT, () -> silent.uri("/").toURL().openStream());
    }

    @Test
    void readsThatHaveALimit() {
        assertThatItIsToldOf(Trap.LIMIT_OF_ONE_READ, () -> {
            var socket = socket(silent);
            socket.setSoTimeout(600_000);
            socket.getInputStream().read();
        });
    }

    @Test
    void readsOfChannels() {
        assertThatItIsToldOf(
                Trap.CHANNEL_READ_WITHOUT_LIMIT, () -> channel(silent).read(ByteBuffer.allocate(1)));
        assertThatItIsToldOf(
                Trap.CHANNEL_READ_WITHOUT_LIMIT,
                () -> channel(silent).socket().getInputStream().read());
    }

    @Test
    void writes() {
        assertThatItIsToldOf(
                Trap.WRITE_WITHOUT_LIMIT,
                () -> socket(stalled).getOutputStream().write(MORE_THAN_BUFFERS_TAKE));
        assertThatItIsToldOf(
                Trap.WRITE_WITHOUT_LIMIT, () -> channel(stalled).write(ByteBuffer.wrap(MORE_THAN_BUFFERS_TAKE)));
        assertThatItIsToldOf(
                Trap.WRITE_WITHOUT_LIMIT,
                () -> channel(stalled).socket().getOutputStream().write(MORE_THAN_BUFFERS_TAKE));
    }

    @Test
    @EnabledOnOs(LINUX)
    void connects() {
        try (var deaf = Peer.plan().fault(Fault.ignoreConnects()).listen()) {
            assertThatItIsToldOf(Trap.CONNECT_WITHOUT_LIMIT, () -> socket(deaf));
            assertThatItIsToldOf(Trap.CONNECT_WITHOUT_LIMIT, () -> channel(deaf));
        }
    }

    @Test
    void theHttpClient() {
        assertThatItIsToldOf(
                Trap.HTTP_CLIENT_WITHOUT_LIMIT,
                () -> HTTP_CLIENT.send(HttpRequest.newBuilder(silent.uri("/")).build(), BodyHandlers.ofString(UTF_8)));
    }
}
