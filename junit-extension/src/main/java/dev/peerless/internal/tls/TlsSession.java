package dev.peerless.internal.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * Takes ciphertext as it arrives, however it is cut, and gives plaintext; takes plaintext and gives ciphertext. Shakes
 * hands by itself, as the server or the client, whichever the engine is. Between two calls it holds no memory but that of
 * a record of which only a part has arrived.
 *
 * <p>Not thread-safe: it belongs to the event loop of its connection, where it also runs the engine's tasks. The listener
 * may call {@link #send}, {@link #close} and {@link #readAhead} while it is called, but not {@link #received}.
 */
public final class TlsSession {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final String LATEST = "TLSv1.3";
    private static final String ALERT = "Received fatal alert";

    private final SSLEngine engine;
    private final Listener listener;
    private ByteBuffer begunRecord = NOTHING;
    private ByteBuffer arriving = NOTHING;
    private boolean established;
    private boolean inputClosed;
    private boolean outputClosed;
    private boolean failed;
    private boolean badRecord;

    /** Is told what comes of it. The buffers are valid during the call alone. */
    public interface Listener {

        /** Takes bytes for the other side. */
        void ciphertext(ByteBuffer bytes) throws IOException;

        /** Takes bytes from the other side, at least one. */
        void plaintext(ByteBuffer bytes) throws IOException;

        /** The handshake is complete. */
        void established(SSLSession session) throws IOException;

        /** The other side says that it sends no more. Nothing comes after this. */
        void closeNotify() throws IOException;

        /** The other side has sent an alert, or what cannot be understood. Nothing comes after this, or goes out. */
        void failed(SSLException reason) throws IOException;
    }

    public TlsSession(SSLEngine engine, Listener listener) {
        this.engine = engine;
        this.listener = listener;
    }

    /** Begins the handshake; a client sends its ClientHello. */
    public void begin() throws IOException {
        engine.beginHandshake();
        process(NOTHING);
    }

    /**
     * Takes all bytes of the buffer.
     *
     * @return whether all that they say has been told, or will be when the rest of a record has come
     */
    public boolean received(ByteBuffer ciphertext) throws IOException {
        var all = begunRecord.hasRemaining() ? joined(begunRecord, ciphertext) : ciphertext;
        begunRecord = NOTHING;
        arriving = all;
        process(all);
        arriving = NOTHING;
        if (all.hasRemaining() && takesInput()) {
            begunRecord = joined(all, NOTHING);
        }
        boolean told = !failed || (!all.hasRemaining() && !badRecord);
        badRecord = false;
        ciphertext.position(ciphertext.limit());
        return told;
    }

    /** To be called by the listener that takes plaintext: takes the other records that have come with this one at once. */
    public void readAhead() throws IOException {
        process(arriving);
    }

    /** Tells whether a record has begun to arrive of which the rest is missing. */
    public boolean hasBegunRecord() {
        return begunRecord.hasRemaining();
    }

    /** Tells whether the other side has sent an alert, or what cannot be understood. */
    public boolean hasFailed() {
        return failed;
    }

    /** Tells whether it has failed over what may have said something, or with more behind it. */
    public boolean hasLeftUntold() {
        return failed && (badRecord || arriving.hasRemaining());
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }

    private boolean takesInput() {
        return !inputClosed && !failed;
    }

    private void process(ByteBuffer ciphertext) throws IOException {
        try {
            boolean more = true;
            while (more && takesInput()) {
                more = step(ciphertext);
                if (!established && takesInput() && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                    established = true;
                    listener.established(engine.getSession());
                }
            }
        } catch (SSLException reason) {
            fail(reason);
        }
    }

    /** Does what the engine asks for next, and tells whether there may be more to do. */
    private boolean step(ByteBuffer ciphertext) throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTask();
            case NEED_WRAP -> wrap(NOTHING).bytesProduced() > 0;
            default -> ciphertext.hasRemaining() && unwrap(ciphertext);
        };
    }

    private boolean runTask() {
        var task = engine.getDelegatedTask();
        if (task != null) {
            task.run();
        }
        return true;
    }

    private boolean unwrap(ByteBuffer ciphertext) throws IOException {
        var plaintext = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        var result = engine.unwrap(ciphertext, plaintext);
        if (plaintext.flip().hasRemaining()) {
            listener.plaintext(plaintext);
        }
        if (result.getStatus() == Status.CLOSED) {
            inputClosed = true;
            closed();
        }
        // After an overflow the engine asks for a larger buffer.
        return result.bytesConsumed() > 0
                || result.getStatus() == Status.BUFFER_OVERFLOW
                || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
    }

    private void closed() throws IOException {
        if (established) {
            listener.closeNotify();
        } else {
            throw new SSLException("close_notify in the handshake");
        }
    }

    private SSLEngineResult wrap(ByteBuffer plaintext) throws IOException {
        var record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        var result = engine.wrap(plaintext, record);
        if (record.flip().hasRemaining()) {
            listener.ciphertext(record);
        }
        return result;
    }

    /** Tells whether the handshake is complete. */
    public boolean isEstablished() {
        return established;
    }

    /** Tells whether plaintext can go out: not before the handshake is complete, and with TLS 1.2 until either closes. */
    public boolean sends() {
        boolean bothClosed = inputClosed && !engine.getSession().getProtocol().equals(LATEST);
        return established && !outputClosed && !failed && !bothClosed;
    }

    /** Takes as many bytes as go into one record and sends that; tells how many, which is none if it cannot send. */
    public int send(ByteBuffer plaintext) throws IOException {
        try {
            while (sends()) {
                var result = wrap(plaintext);
                if (result.bytesConsumed() > 0 || result.bytesProduced() == 0) {
                    return result.bytesConsumed();
                }
            }
        } catch (SSLException reason) {
            fail(reason);
        }
        return 0;
    }

    /** Sends close_notify. */
    public void close() throws IOException {
        if (outputClosed || failed) {
            return;
        }
        outputClosed = true;
        try {
            engine.closeOutbound();
            sendWhatIsLeft();
        } catch (SSLException reason) {
            fail(reason);
        }
    }

    private void sendWhatIsLeft() throws IOException {
        boolean sent = true;
        while (sent && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            sent = wrap(NOTHING).bytesProduced() > 0;
        }
    }

    private void fail(SSLException reason) throws IOException {
        if (failed) {
            return;
        }
        failed = true;
        // What came after the handshake may have said something, unless it was an alert.
        badRecord = established && !String.valueOf(reason.getMessage()).contains(ALERT);
        try {
            // The alert that says so.
            sendWhatIsLeft();
        } catch (SSLException noAlert) {
            reason.addSuppressed(noAlert);
        }
        listener.failed(reason);
    }
}
