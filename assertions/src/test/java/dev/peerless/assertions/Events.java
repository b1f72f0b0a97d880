package dev.peerless.assertions;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.Vanished;
import dev.peerless.wire.Bytes;
import java.net.InetSocketAddress;
import java.util.List;

/** Events made by hand, in milliseconds from 0. */
final class Events {

    static final Origin FAULT = new Origin.ByFault(Fault.reset(Trigger.afterReceiving(16)));

    private Events() {}

    static Connected connected(int connection, long millis) {
        return new Connected(
                connection,
                millis * 1_000_000,
                Direction.RECEIVED,
                new InetSocketAddress("127.0.0.1", 50000 + connection));
    }

    static Data received(int connection, long millis, String text) {
        var bytes = Bytes.utf8(text);
        return new Data(connection, millis * 1_000_000, Direction.RECEIVED, bytes.size(), bytes);
    }

    static Data sent(int connection, long millis, String text) {
        var bytes = Bytes.utf8(text);
        return new Data(connection, millis * 1_000_000, Direction.SENT, bytes.size(), bytes);
    }

    static Stalled stalled(int connection, long millis) {
        return new Stalled(connection, millis * 1_000_000, FAULT);
    }

    static Resumed resumed(int connection, long millis) {
        return new Resumed(connection, millis * 1_000_000, FAULT);
    }

    static Vanished vanished(int connection, long millis) {
        return new Vanished(connection, millis * 1_000_000, FAULT);
    }

    static Rst rstSent(int connection, long millis) {
        return new Rst(connection, millis * 1_000_000, Direction.SENT, FAULT, "", true);
    }

    static Fin finReceived(int connection, long millis) {
        return new Fin(connection, millis * 1_000_000, Direction.RECEIVED, new Origin.ByCodeUnderTest(), false);
    }

    static Fin finSent(int connection, long millis, Origin origin) {
        return new Fin(connection, millis * 1_000_000, Direction.SENT, origin, false);
    }

    static Transcript transcript(WireEvent... events) {
        return new Transcript(List.of(events), 0, false);
    }
}
