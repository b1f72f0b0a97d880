package dev.peerless.internal.net;

import dev.peerless.internal.script.Cut;
import dev.peerless.internal.script.FaultScript;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Plaintext on its way in: cut where the script says that a fault strikes, and kept while the connection is stalled. */
final class TlsInput {

    private final ServedConnection connection;
    private final EventLoop loop;
    private final FaultScript script;
    private final TlsOutput output;
    private final Backend behind;
    private @Nullable ByteBuffer kept;
    private boolean ended;
    private boolean endTold;

    /** Decrypts and records what has come with it, before something strikes that may end all. */
    interface ReadAhead {
        void run() throws IOException;
    }

    private final ReadAhead readAhead;

    TlsInput(
            ServedConnection connection,
            EventLoop loop,
            FaultScript script,
            TlsOutput output,
            Backend behind,
            ReadAhead readAhead) {
        this.readAhead = readAhead;
        this.connection = connection;
        this.loop = loop;
        this.script = script;
        this.output = output;
        this.behind = behind;
    }

    void arrived(ByteBuffer plaintext) throws IOException {
        if (kept != null) {
            keep(joined(kept, plaintext));
            return;
        }
        while (plaintext.hasRemaining() && connection.hears()) {
            if (connection.isStalled()) {
                keep(plaintext);
                return;
            }
            var cut = script.received(plaintext, loop.now());
            if (cut.strikes().isEmpty()) {
                pass(plaintext, cut.passing());
            } else {
                struck(plaintext, cut);
            }
        }
    }

    /** What the last byte before a strike completes is heard, but the strike comes instead of its answer. */
    private void struck(ByteBuffer plaintext, Cut cut) throws IOException {
        pass(plaintext, cut.passing() - 1);
        output.hold();
        try {
            pass(plaintext, Math.min(cut.passing(), 1));
            readAhead.run();
            connection.strike(cut.strikes());
        } finally {
            output.release();
        }
        output.flush();
    }

    private void pass(ByteBuffer plaintext, int count) throws IOException {
        if (count > 0) {
            int end = plaintext.limit();
            int rest = plaintext.position() + count;
            behind.received(plaintext.limit(rest));
            plaintext.limit(end).position(rest);
        }
    }

    private void keep(ByteBuffer plaintext) {
        kept = ByteBuffer.allocate(plaintext.remaining()).put(plaintext).flip();
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        return ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();
    }

    /** Nothing more will come. */
    void ended() throws IOException {
        ended = true;
        tellEnd();
    }

    private void tellEnd() throws IOException {
        if (ended && !endTold && kept == null) {
            endTold = true;
            behind.finished();
        }
    }

    /** Goes on with what was kept during a stall. */
    void goOn() throws IOException {
        var waiting = kept;
        if (waiting != null && !connection.isStalled()) {
            kept = null;
            arrived(waiting);
            tellEnd();
        }
    }

    /** Forgets what was kept. */
    void stop() {
        kept = null;
        endTold = true;
    }
}
