package dev.peerless.assertions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.peerless.peer.Peer;
import java.io.IOException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A code under test that speaks TLS: a socket of the JDK, each of whose writes is a record. */
final class TlsSpeaker implements AutoCloseable {

    private final SSLSocket socket;

    private TlsSpeaker(SSLSocket socket) {
        this.socket = socket;
    }

    /** Connects to a peer, and trusts another behind it. */
    static TlsSpeaker connectTo(Peer peer, Peer trusted) throws IOException {
        return connectTo(peer, trusted.tls().clientContext().getSocketFactory());
    }

    /** Connects to a peer whose certificate it refuses. */
    static TlsSpeaker distrusting(Peer peer) throws IOException {
        return connectTo(peer, SSLSocketFactory.getDefault());
    }

    private static TlsSpeaker connectTo(Peer peer, SocketFactory factory) throws IOException {
        var socket = (SSLSocket) factory.createSocket(peer.host(), peer.port());
        socket.setTcpNoDelay(true);
        return new TlsSpeaker(socket);
    }

    static TlsSpeaker connectTo(Peer peer) throws IOException {
        return connectTo(peer, peer);
    }

    /** Says something and waits for as much of an answer. */
    TlsSpeaker ask(String text) throws IOException {
        send(text);
        socket.getInputStream().readNBytes(text.getBytes(UTF_8).length);
        return this;
    }

    TlsSpeaker send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        return this;
    }

    /** Sends close_notify and FIN. */
    void sendFin() throws IOException {
        socket.shutdownOutput();
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
