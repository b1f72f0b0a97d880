package dev.peerless.internal.net;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.internal.script.Alteration;
import dev.peerless.internal.script.Corruptor;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.util.List;

/** What corruption does to the bytes of both directions of a connection; tells the transcript and the guard of it. */
final class Alterations {

    private final int connection;
    private final EventLoop loop;
    private final Scripts scripts;
    private final Recorder recorder;
    private final Corruptor sent;
    private final Corruptor received;

    Alterations(int connection, EventLoop loop, Scripts scripts, Recorder recorder) {
        this.connection = connection;
        this.loop = loop;
        this.scripts = scripts;
        this.recorder = recorder;
        this.sent = new Corruptor(connection, true);
        this.received = new Corruptor(connection, false);
    }

    /** Alters what is sent. */
    Corruptor sent() {
        return sent;
    }

    /** Alters what was received, on its way to who is behind the connection. */
    Corruptor received() {
        return received;
    }

    /** A fault strikes. */
    void begin(Fault fault, Effect.Corrupt effect) {
        sent.begin(fault, effect, loop.now());
        received.begin(fault, effect, loop.now());
    }

    /** The test takes a fault back. */
    void lift(Fault fault) {
        sent.lift(fault);
        received.lift(fault);
    }

    /** Bytes have passed of which these were altered. */
    void happened(Direction direction, List<Alteration> alterations) {
        for (var alteration : alterations) {
            scripts.of(alteration.fault()).altered(alteration.fault());
            recorder.corrupted(new WireEvent.Corrupted(
                    connection,
                    loop.now(),
                    direction,
                    alteration.offset(),
                    alteration.flipped(),
                    alteration.inserted(),
                    new Origin.ByFault(alteration.fault())));
        }
    }
}
