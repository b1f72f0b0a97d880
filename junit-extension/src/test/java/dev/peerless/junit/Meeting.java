package dev.peerless.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.PacketCapture;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.TcpState;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A plain socket, the code under test, that has met a peer. */
final class Meeting implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int MOMENT_MILLIS = 150;

    private static final Set<TcpState> NO_FIN_YET =
            EnumSet.of(TcpState.ESTABLISHED, TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2);
    private static final Set<TcpState> NO_RST_YET = EnumSet.complementOf(EnumSet.of(TcpState.CLOSED));

    private final Endpoint peer;
    private final Socket socket;
    private final int dialingPort;
    private final String arrow;
    private final List<Closeable> others = new ArrayList<>();
    private long askedAt;

    private Meeting(Endpoint peer, Socket socket, int dialingPort, String arrow) {
        this.peer = peer;
        this.socket = socket;
        this.dialingPort = dialingPort;
        this.arrow = arrow;
    }

    /** We dial. */
    static Meeting with(Peer peer) throws IOException {
        var socket = new Socket(peer.host(), peer.port());
        return settled(new Meeting(peer, socket, socket.getLocalPort(), ">"));
    }

    /** We are dialed, and have been asked so much. */
    static Meeting with(ClientPeer peer, String request, Meetings.PortWatch watch) throws Exception {
        return with(peer, Conversation.silence().greetingFirst(Bytes.utf8(request)), watch);
    }

    /** We are dialed, by a peer that speaks. */
    static Meeting with(ClientPeer peer, Conversation conversation, Meetings.PortWatch watch) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE_MILLIS);
            watch.willBe(server.getLocalPort());
            long askedAt = System.nanoTime();
            peer.speak((InetSocketAddress) server.getLocalSocketAddress(), conversation);
            var socket = server.accept();
            var meeting = settled(new Meeting(peer, socket, socket.getPort(), "<"));
            meeting.askedAt = askedAt;
            return meeting;
        }
    }

    private static Meeting settled(Meeting meeting) throws IOException {
        meeting.socket.setTcpNoDelay(true);
        meeting.socket.setSoTimeout(PATIENCE_MILLIS);
        return meeting;
    }

    /** Says something to the peer. */
    void ask(String question) throws IOException {
        askedAt = System.nanoTime();
        socket.getOutputStream().write(question.getBytes(UTF_8));
    }

    /** Tells how long ago the peer was asked, or told to ask. */
    Duration sinceAsked() {
        return Duration.ofNanos(System.nanoTime() - askedAt);
    }

    /** Has something closed with this meeting. */
    Meeting alongside(Closeable other) {
        others.add(other);
        return this;
    }

    Endpoint peer() {
        return peer;
    }

    /** FIN and RST of the peer, in order. */
    List<String> segments(PacketCapture capture) throws IOException, InterruptedException {
        return capture.flow(dialingPort).stream()
                .filter(segment -> segment.equals(arrow + " FIN") || segment.equals(arrow + " RST"))
                .map(segment -> segment.substring(2))
                .toList();
    }

    Socket socket() {
        return socket;
    }

    /** Waits until the peer has sent this, by what it has written down, and until it has arrived here. */
    void awaitSent(String segment) throws InterruptedException {
        var kind = segment.equals("FIN") ? WireEvent.Fin.class : WireEvent.Rst.class;
        var sent = awaitEvent(event -> isSent(event, kind));
        awaitArrived(segment, sent.connection());
    }

    /** A kernel under load hands a packet over some time after the call that sent it; other systems do not show when. */
    private void awaitArrived(String segment, int connection) {
        var waiting = segment.equals("FIN") ? NO_FIN_YET : NO_RST_YET;
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (peer.connection(connection).tcpState().filter(waiting::contains).isPresent()) {
            assertThat(System.nanoTime()).as("time for a " + segment).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** Waits until the peer has written down something like this. */
    WireEvent awaitEvent(Predicate<WireEvent> wanted) throws InterruptedException {
        for (var seen = peer.transcript(); ; seen = peer.awaitMore(seen, Duration.ofMinutes(1))) {
            var found = seen.events().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(seen.ended()).as("the end, in\n" + seen).isFalse();
        }
    }

    private static boolean isSent(WireEvent event, Class<? extends WireEvent> kind) {
        return kind.isInstance(event)
                && (event instanceof WireEvent.Fin fin
                        ? fin.direction() == Direction.SENT
                        : ((WireEvent.Rst) event).direction() == Direction.SENT);
    }

    /** Reads until there are so many bytes. */
    int read(int count) throws IOException {
        return socket.getInputStream().readNBytes(count).length;
    }

    /** Reads until there are so many bytes, or the end comes. */
    byte[] bytes(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    /** Reads a byte: {@code byte}, {@code -1}, or what was thrown. */
    String read() {
        return outcome(() -> socket.getInputStream().read() < 0 ? "-1" : "byte");
    }

    /** Reads a byte, but does not wait for long. */
    String readForAMoment() throws IOException {
        socket.setSoTimeout(MOMENT_MILLIS);
        try {
            return read();
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** Writes a byte: {@code succeeds}, or what was thrown. */
    String write() {
        return outcome(() -> {
            socket.getOutputStream().write('x');
            return "succeeds";
        });
    }

    private interface Call {
        String run() throws IOException;
    }

    private static String outcome(Call call) {
        try {
            return call.run();
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var other : others) {
            other.close();
        }
        peer.close();
    }
}
