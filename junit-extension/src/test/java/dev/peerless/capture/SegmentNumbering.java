package dev.peerless.capture;

import dev.peerless.capture.Segment.Direction;
import dev.peerless.capture.Segment.Flag;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Turns TCP packets into segments: numbers the connections and makes sequence numbers relative. */
final class SegmentNumbering {

    private static final int SEQUENCE = 4;
    private static final int ACKNOWLEDGMENT = 8;
    private static final int DATA_OFFSET = 12;
    private static final int FLAGS = 13;

    private final int peerPort;
    private final Map<Client, Connection> current = new HashMap<>();
    private int count;

    SegmentNumbering(int peerPort) {
        this.peerPort = peerPort;
    }

    Segment segment(Instant time, IpPacket packet) {
        var tcp = packet.content();
        var direction = packet.sourcePort() == peerPort ? Direction.FROM_PEER : Direction.TO_PEER;
        var client = direction == Direction.FROM_PEER
                ? new Client(packet.destination(), packet.destinationPort())
                : new Client(packet.source(), packet.sourcePort());
        var flags = Flag.of(tcp.get(FLAGS));
        int sequence = tcp.getInt(SEQUENCE);
        boolean calls = flags.contains(Flag.SYN) && direction == Direction.TO_PEER;
        var connection = current.get(client);
        // A SYN with the same number is the old one, retransmitted; another number is a new call from the same port.
        if (connection == null || (calls && connection.relative(direction, sequence) != 0)) {
            connection = new Connection(++count);
            current.put(client, connection);
        }
        long relativeSequence = connection.relative(direction, sequence);
        long relativeAcknowledgment =
                flags.contains(Flag.ACK) ? connection.relative(direction.opposite(), tcp.getInt(ACKNOWLEDGMENT)) : 0;
        int header = ((tcp.get(DATA_OFFSET) & 0xf0) >> 4) * 4;
        return new Segment(
                time,
                connection.number,
                packet.sourcePort(),
                packet.destinationPort(),
                direction,
                flags,
                relativeSequence,
                relativeAcknowledgment,
                packet.contentLength() - header);
    }

    private record Client(InetAddress address, int port) {}

    private static final class Connection {

        private final int number;
        private final Map<Direction, Integer> first = new EnumMap<>(Direction.class);

        Connection(int number) {
            this.number = number;
        }

        /** Relative to the first number known in that direction: that of the SYN, unless the capture came later. */
        long relative(Direction direction, int number) {
            return Integer.toUnsignedLong(number - first.computeIfAbsent(direction, unseen -> number));
        }
    }
}
