package dev.peerless.internal.net;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is recorded of one direction of a connection: the first bytes one by one, those beyond a limit only counted. */
final class Flow {

    private static final int CHANGE_CIPHER_SPEC = 0x14;
    private static final int APPLICATION_DATA = 0x17;

    private final int connection;
    private final Direction direction;
    private int payloadLeft;
    private int tlsLeft;
    private long counted;
    private long tlsCounted;
    private @Nullable Boolean tls;

    Flow(int connection, Direction direction, int limit) {
        this.connection = connection;
        this.direction = direction;
        this.payloadLeft = limit;
        this.tlsLeft = limit;
    }

    /** Tells by the first byte on the wire whether it is of a TLS record, where TLS is due. */
    boolean beginsAsTls(byte first) {
        if (tls == null) {
            tls = first >= CHANGE_CIPHER_SPEC && first <= APPLICATION_DATA;
        }
        return tls;
    }

    boolean keepsPayload() {
        return payloadLeft > 0;
    }

    /** Tells how many of so many bytes would be kept. */
    int kept(int count) {
        return Math.min(count, payloadLeft);
    }

    /** Gives the event for some bytes, or counts them, if nothing of them is kept. */
    WireEvent.@Nullable Data data(long now, ByteBuffer bytes, int from, int count) {
        int kept = kept(count);
        if (kept == 0) {
            counted += count;
            return null;
        }
        payloadLeft -= kept;
        var payload = Bytes.copyOf(bytes.duplicate().clear().position(from).limit(from + kept));
        return new WireEvent.Data(connection, now, direction, count, payload);
    }

    /** Gives the event for some bytes of TLS, or counts them, if there were many. */
    WireEvent.@Nullable TlsBytes tlsBytes(long now, int count) {
        if (tlsLeft == 0) {
            tlsCounted += count;
            return null;
        }
        tlsLeft -= Math.min(count, tlsLeft);
        return new WireEvent.TlsBytes(connection, now, direction, count);
    }

    /** Gives what was counted, if anything was. */
    WireEvent.@Nullable Data countedData(long now) {
        if (counted == 0) {
            return null;
        }
        var event = new WireEvent.Data(connection, now, direction, counted, Bytes.EMPTY);
        counted = 0;
        return event;
    }

    /** Gives what was counted of TLS, if anything was. */
    WireEvent.@Nullable TlsBytes countedTlsBytes(long now) {
        if (tlsCounted == 0) {
            return null;
        }
        var event = new WireEvent.TlsBytes(connection, now, direction, tlsCounted);
        tlsCounted = 0;
        return event;
    }
}
