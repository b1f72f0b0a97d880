package dev.peerless.internal.net;

import dev.peerless.internal.script.FaultScript;
import dev.peerless.internal.tls.TlsSession;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS between a connection and who speaks on it. The connection, with its faults, sees ciphertext; the faults of a script
 * of its own strike at bytes of plaintext, and it is plaintext that the transcript shows as what was said. That is recorded
 * as it is decrypted, whether or not anybody is to hear it; what cannot be decrypted any more is told of.
 *
 * <p>A client that refuses the handshake, or sends what is not TLS, is no failure of the peer: it may be what a test is
 * about. It is recorded, and answered with an alert, if TLS wants one, and a FIN.
 */
final class TlsBackend implements Backend, Line, TlsSession.Listener {

    private final ServedConnection connection;
    private final EventLoop loop;
    private final FaultScript script;
    private final TlsSession session;
    private final TlsOutput output;
    private final TlsInput input;
    private final Backend behind;
    private final Outbox ahead = new Outbox();
    private boolean readsAhead;
    private boolean decrypting;
    private boolean mayBeSpokenTo;
    private boolean unreadable;
    private boolean ended;
    private boolean failed;

    /**
     * @param engine of either mode, fresh
     * @param closeNotify whether close_notify goes before a FIN
     * @param behind makes who speaks on this line
     */
    TlsBackend(
            ServedConnection connection,
            EventLoop loop,
            SSLEngine engine,
            boolean closeNotify,
            Function<Line, Backend> behind) {
        this.connection = connection;
        this.loop = loop;
        this.script = connection.plaintextScript();
        this.session = new TlsSession(engine, this);
        this.output = new TlsOutput(connection, loop, session, script, closeNotify);
        this.behind = behind.apply(this);
        this.input = new TlsInput(connection, loop, script, output, this.behind, this::readAhead);
    }

    @Override
    public void connected() throws IOException {
        session.begin();
    }

    @Override
    public void received(ByteBuffer bytes) throws IOException {
        input.goOn();
        decrypt(bytes);
    }

    @Override
    public void overheard(ByteBuffer bytes) throws IOException {
        if (decrypting) {
            lost();
        } else if (mayBeSpokenTo && !unreadable) {
            decrypt(bytes);
        }
        bytes.position(bytes.limit());
    }

    private void decrypt(ByteBuffer bytes) throws IOException {
        decrypting = true;
        try {
            if (!session.received(bytes)) {
                lost();
            }
        } finally {
            decrypting = false;
        }
        while (!ahead.isEmpty()) {
            input.arrived(ahead.take(Integer.MAX_VALUE));
        }
        if (ended && connection.hears()) {
            input.ended();
        }
    }

    private void readAhead() throws IOException {
        readsAhead = true;
        try {
            session.readAhead();
        } finally {
            readsAhead = false;
        }
    }

    /** Before there was anything of the handshake that the other side could go by, it has not been able to say a word. */
    @Override
    public void lost() {
        if (mayBeSpokenTo && !unreadable) {
            unreadable = true;
            connection.record(new TlsUnreadable(connection.number(), loop.now(), TlsUnreadable.Reason.NOT_DECRYPTED));
        }
    }

    @Override
    public void ciphertext(ByteBuffer bytes) throws IOException {
        // An alert gives the other side nothing to go by.
        mayBeSpokenTo |= !session.hasFailed();
        output.ciphertext(bytes);
    }

    @Override
    public void plaintext(ByteBuffer bytes) throws IOException {
        connection.recordSaid(Direction.RECEIVED, bytes);
        if (readsAhead) {
            ahead.keep(bytes);
        } else if (connection.hears()) {
            input.arrived(bytes);
        }
    }

    @Override
    public void established(SSLSession details) throws IOException {
        connection.record(new WireEvent.TlsEstablished(
                connection.number(), loop.now(), details.getProtocol(), details.getCipherSuite()));
        if (connection.hears()) {
            behind.connected();
        }
        output.flush();
        connection.noteWhatIsSaid();
    }

    @Override
    public void closeNotify() throws IOException {
        connection.record(new WireEvent.CloseNotify(connection.number(), loop.now(), Direction.RECEIVED));
        ended = true;
    }

    @Override
    public void failed(SSLException reason) throws IOException {
        // Before the failure: behind that nobody expects that anything was said.
        if (session.hasLeftUntold()) {
            lost();
        }
        fail(String.valueOf(reason.getMessage()));
    }

    @Override
    public void finished() throws IOException {
        if (session.isEstablished()) {
            loseBegunRecord();
            input.goOn();
            input.ended();
        } else {
            fail("FIN in the handshake");
        }
    }

    private void loseBegunRecord() {
        if (session.isEstablished() && session.hasBegunRecord()) {
            lost();
        }
    }

    private void fail(String reason) throws IOException {
        if (!failed) {
            failed = true;
            stop();
            connection.record(new WireEvent.TlsFailed(connection.number(), loop.now(), reason));
            connection.finish(new Origin.ByTls());
        }
    }

    private void stop() {
        input.stop();
        output.stop();
        script.ended(loop.now());
    }

    @Override
    public void send(ByteBuffer plaintext) throws IOException {
        output.send(plaintext);
    }

    @Override
    public void finish(Origin origin) throws IOException {
        output.finish(origin);
    }

    @Override
    public long unsent() {
        return output.unsent() + connection.unsent();
    }

    @Override
    public Line line(Line wire) {
        return this;
    }

    @Override
    public boolean takesMore() {
        return failed || behind.takesMore();
    }

    @Override
    public void drained() throws IOException {
        input.goOn();
        output.flush();
        connection.noteWhatIsSaid();
    }

    @Override
    public void sent(long bytes) throws IOException {
        output.sent(bytes);
    }

    @Override
    public void reset() throws IOException {
        loseBegunRecord();
        stop();
        behind.reset();
    }

    @Override
    public void closed() throws IOException {
        stop();
        behind.closed();
    }

    @Override
    public void abandoned() throws IOException {
        stop();
        behind.abandoned();
    }

    @Override
    public void discard() {
        output.discard();
        behind.discard();
    }

    @Override
    public boolean hasSaid() {
        return session.isEstablished() && output.isEmpty();
    }
}
