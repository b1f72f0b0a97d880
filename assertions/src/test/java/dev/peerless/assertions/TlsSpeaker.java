package dev.peerless.assertions;

import static dev.peerless.assertions.Waits.READ_MILLIS;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A code under test that speaks TLS: a socket of the JDK, each of whose writes is a record. */
final class TlsSpeaker implements AutoCloseable {

    private static final byte[] BAD_RECORD = new byte[25];

    static {
        System.arraycopy(new byte[] {0x17, 3, 3, 0, 20}, 0, BAD_RECORD, 0, 5);
    }

    private final SSLSocket socket;
    private final Socket raw;

    private TlsSpeaker(SSLSocket socket, Socket raw) {
        this.socket = socket;
        this.raw = raw;
    }

    /** Gives the first record of a handshake. */
    static byte[] clientHello() throws IOException {
        try {
            var engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            var record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), record);
            return Arrays.copyOf(record.array(), record.position());
        } catch (NoSuchAlgorithmException unlikely) {
            throw new IOException(unlikely);
        }
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
        socket.setSoTimeout(READ_MILLIS);
        return new TlsSpeaker(socket, socket);
    }

    static TlsSpeaker connectTo(Peer peer) throws IOException {
        return connectTo(peer, peer);
    }

    /** Connects and completes the handshake over a socket to which bytes can be written past TLS. */
    static TlsSpeaker connectOverRawTo(Peer peer) throws IOException {
        var raw = new Socket(peer.host(), peer.port());
        raw.setTcpNoDelay(true);
        raw.setSoTimeout(READ_MILLIS);
        var factory = peer.tls().clientContext().getSocketFactory();
        var socket = (SSLSocket) factory.createSocket(raw, peer.host(), peer.port(), true);
        socket.startHandshake();
        return new TlsSpeaker(socket, raw);
    }

    /** Sends a whole record that cannot be decrypted; only of one that was connected over raw. */
    TlsSpeaker sendBadRecord() throws IOException {
        raw.getOutputStream().write(BAD_RECORD);
        return this;
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

    /** Ends the connection under TLS, which would wait for an answer to its goodbye. */
    void hangUp() throws IOException {
        raw.close();
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
