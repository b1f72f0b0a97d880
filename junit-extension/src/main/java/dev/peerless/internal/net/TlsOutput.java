package dev.peerless.internal.net;

import dev.peerless.internal.script.FaultScript;
import dev.peerless.internal.tls.TlsSession;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Plaintext on its way out: encrypted no faster than the connection takes it, and cut into records where the script says
 * that a fault strikes. Plaintext counts as sent when the kernel has taken all of its record, and all before it.
 */
final class TlsOutput {

    private final ServedConnection connection;
    private final EventLoop loop;
    private final TlsSession session;
    private final FaultScript script;
    private final boolean closeNotify;
    private final Outbox outbox = new Outbox();

    /** Plaintext of records that the kernel has not taken. */
    private final Outbox records = new Outbox();

    private @Nullable Origin finAfterOutbox;
    private boolean held;
    private boolean over;

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
        countWhatWasSent();
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
            int end = plaintext.limit();
            long allowed = script.sendAllowance() - records.size();
            plaintext.limit(plaintext.position() + (int) Math.min(plaintext.remaining(), allowed));
            var before = plaintext.duplicate();
            int taken = session.send(plaintext);
            records.keep(before.limit(before.position() + taken));
            plaintext.limit(end);
            countWhatWasSent();
        }
    }

    /** What is left of records in the connection is sent first, so that a fault can strike behind its last byte. */
    private void countWhatWasSent() throws IOException {
        if (!records.isEmpty() && connection.room() > 0 && connection.unsent() == 0) {
            long count = records.size();
            while (!records.isEmpty()) {
                connection.recordSaid(Direction.SENT, records.take(Integer.MAX_VALUE));
            }
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

    /** Tells how many bytes of plaintext wait to be sent. */
    long unsent() {
        return outbox.size();
    }

    /** Tells whether the connection has taken all that was given. */
    boolean isEmpty() {
        return outbox.isEmpty() && records.isEmpty();
    }
}
