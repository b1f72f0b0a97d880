package dev.peerless.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * A client that can tell how TLS ended: the JDK's engine does, while its sockets take a FIN for close_notify. Reads record
 * by record from a plain socket.
 */
final class EngineClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int RECORD = 1 << 16;

    private final Socket socket;
    private final SSLEngine engine;
    private final ByteBuffer arrived = ByteBuffer.allocate(RECORD).flip();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private boolean byteByByte;

    private EngineClient(Socket socket, SSLEngine engine) {
        this.socket = socket;
        this.engine = engine;
    }

    static EngineClient to(Peer peer) throws IOException {
        var engine = peer.tls().clientContext().createSSLEngine();
        engine.setUseClientMode(true);
        var socket = new Socket(peer.host(), peer.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new EngineClient(socket, engine);
    }

    /** Puts each byte into a segment of its own. */
    EngineClient writingByteByByte() {
        byteByByte = true;
        return this;
    }

    /** Shakes hands and reads until the FIN; gives what came before. */
    String readToTheEnd() throws IOException {
        engine.beginHandshake();
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap();
                default -> {
                    if (!unwrap() && !fill()) {
                        return heard.toString(UTF_8);
                    }
                }
            }
            if (engine.isInboundDone() && !fill()) {
                return heard.toString(UTF_8);
            }
        }
    }

    /** Shakes hands, and reads nothing beyond. */
    EngineClient shakeHands() throws IOException {
        engine.beginHandshake();
        while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap();
                default -> {
                    if (!unwrap() && !fill()) {
                        throw new EOFException();
                    }
                }
            }
        }
        return this;
    }

    /** Sends a record for each text, and all with one write. */
    void writeTogether(String... texts) throws IOException {
        var records = ByteBuffer.allocate(RECORD);
        for (var text : texts) {
            engine.wrap(ByteBuffer.wrap(text.getBytes(UTF_8)), records);
        }
        socket.getOutputStream().write(records.array(), 0, records.position());
    }

    private void wrap() throws IOException {
        var record = ByteBuffer.allocate(RECORD);
        engine.wrap(ByteBuffer.allocate(0), record);
        int piece = byteByByte ? 1 : Math.max(1, record.position());
        for (int from = 0; from < record.position(); from += piece) {
            socket.getOutputStream().write(record.array(), from, piece);
        }
    }

    private boolean unwrap() throws IOException {
        var plaintext = ByteBuffer.allocate(RECORD);
        var status = engine.unwrap(arrived, plaintext).getStatus();
        heard.write(plaintext.array(), 0, plaintext.position());
        return status == Status.OK
                && (arrived.hasRemaining() || engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING);
    }

    private boolean fill() throws IOException {
        arrived.compact();
        int count = socket.getInputStream().read(arrived.array(), arrived.position(), arrived.remaining());
        arrived.position(arrived.position() + Math.max(count, 0)).flip();
        return count >= 0;
    }

    /** Throws unless close_notify has come. */
    void closeInbound() throws SSLException {
        engine.closeInbound();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
