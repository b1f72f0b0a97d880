package dev.peerless.internal.net;

import dev.peerless.internal.script.FaultScript;
import dev.peerless.internal.tls.TlsSession;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Plaintext on its way out: encrypted no faster than the connection takes it, and cut into records where the script says
 * that a fault strikes. Plaintext counts as sent when the kernel has taken all of its record, and all before it.
 */
final class TlsOutput {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final ServedConnection connection;
    private final EventLoop loop;
    private final TlsSession session;
    private final FaultScript script;
    private final boolean closeNotify;
    private final Outbox outbox = new Outbox();

    /** Plaintext of records that the kernel has not taken. */
    private final Outbox records = new Outbox();

    private final ArrayDeque<End> ends = new ArrayDeque<>(2);
    private ByteBuffer piece = NOTHING;
    private boolean encrypting;
    private long given;
    private long taken;
    private long uncounted;
    private @Nullable Origin finAfterOutbox;
    private boolean held;
    private boolean over;

    /**
     * The end of one of these records.
     *
     * @param size of its plaintext
     * @param offset behind it, in all ciphertext that was given to the connection
     */
    private record End(int size, long offset) {}

    TlsOutput(
            ServedConnection connection, EventLoop loop, TlsSession session, FaultScript script, boolean closeNotify) {
        this.connection = connection;
        this.loop = loop;
        this.session = session;
        this.script = script;
        this.closeNotify = closeNotify;
    }

    /** Takes all bytes: sends what can go now and keeps the rest, or drops them if nothing is sent any more. */
    void send(ByteBuffer plaintext) throws IOException {
        if (!over && finAfterOutbox == null) {
            if (outbox.isEmpty()) {
                encrypt(plaintext);
            }
            if (!over) {
                outbox.keep(plaintext);
            }
        }
        plaintext.position(plaintext.limit());
    }

    /** Sends close_notify, unless it is not to be sent, and a FIN after all that is still to be sent. */
    void finish(Origin origin) throws IOException {
        if (!over && finAfterOutbox == null) {
            finAfterOutbox = origin;
            flush();
        }
    }

    /** Sends what was kept, as far as the connection takes it. */
    void flush() throws IOException {
        if (session.isEstablished() && !session.sends()) {
            outbox.clear();
        }
        for (var first = outbox.first(); first != null && isFree(); first = outbox.first()) {
            int before = first.remaining();
            encrypt(first);
            if (outbox.isEmpty()) {
                break;
            }
            outbox.sent(before - first.remaining());
            if (first.hasRemaining()) {
                break;
            }
        }
        if (finAfterOutbox != null && outbox.isEmpty() && isFree()) {
            end(finAfterOutbox);
        }
    }

    private void end(Origin origin) throws IOException {
        over = true;
        if (closeNotify) {
            session.close();
            if (connection.hears()) {
                connection.record(new WireEvent.CloseNotify(connection.number(), loop.now(), Direction.SENT));
            }
        }
        connection.finish(origin);
    }

    private void encrypt(ByteBuffer plaintext) throws IOException {
        while (plaintext.hasRemaining() && isFree() && session.sends()) {
            long allowed = script.sendAllowance() - records.size();
            piece = plaintext.slice(plaintext.position(), (int) Math.min(plaintext.remaining(), allowed));
            encrypting = true;
            int count = session.send(piece);
            encrypting = false;
            plaintext.position(plaintext.position() + count);
            strike();
        }
    }

    /** Gives the connection a record: of plaintext, or one that TLS has for itself. */
    void ciphertext(ByteBuffer bytes) throws IOException {
        given += bytes.remaining();
        if (piece.position() > 0) {
            // Before it goes, so that it is known what was said when a fault strikes at its last byte.
            ends.add(new End(piece.position(), given));
            records.keep(piece.duplicate().flip());
            piece = NOTHING;
        }
        connection.send(bytes);
    }

    /** So many bytes of ciphertext have gone out: what was said in the records that they complete has been sent. */
    void sent(long ciphertext) throws IOException {
        taken += ciphertext;
        int count = 0;
        for (var end = ends.peek(); end != null && end.offset() <= taken; end = ends.peek()) {
            count += end.size();
            ends.remove();
        }
        if (count > 0) {
            connection.recordSaid(Direction.SENT, records.take(count));
            uncounted += count;
        }
        if (!encrypting) {
            strike();
        }
    }

    private void strike() throws IOException {
        long count = uncounted;
        uncounted = 0;
        if (count > 0) {
            connection.strike(script.sent(count, loop.now()));
        }
    }

    private boolean isFree() {
        // A slow connection takes several records, but none behind one at whose last byte a fault strikes.
        return !over && !held && records.size() < script.sendAllowance() && connection.room() > 0;
    }

    /** Keeps what is given until {@link #release}, since what strikes now is to come before it, or instead of it. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
    }

    /** Sends nothing any more. */
    void stop() {
        over = true;
        outbox.clear();
        finAfterOutbox = null;
    }

    /** Sends nothing any more, and neither does the connection. */
    void discard() {
        stop();
        records.clear();
        ends.clear();
    }

    /** Tells how many bytes of plaintext wait to be sent. */
    long unsent() {
        return outbox.size();
    }

    /** Tells whether the connection has taken all that was given. */
    boolean isEmpty() {
        return outbox.isEmpty() && records.isEmpty();
    }
}
