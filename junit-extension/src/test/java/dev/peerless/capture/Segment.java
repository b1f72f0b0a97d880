package dev.peerless.capture;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One TCP segment as it went over the loopback interface.
 *
 * @param time when the kernel took it in
 * @param connection counted from 1 in the order in which the captured port was called
 * @param fromPort of its sender
 * @param toPort of its receiver
 * @param direction as seen from the captured port
 * @param flags what is set of {@link Flag}
 * @param sequence relative to the sender's SYN, which is 0, so that the first byte of data is 1; wraps after 4 GiB
 * @param acknowledgment relative to the receiver's SYN, 0 without {@link Flag#ACK}
 * @param payload bytes of data
 */
public record Segment(
        Instant time,
        int connection,
        int fromPort,
        int toPort,
        Direction direction,
        Set<Flag> flags,
        long sequence,
        long acknowledgment,
        int payload) {

    /** Who sent it. */
    public enum Direction {
        /** From the captured port. */
        FROM_PEER,
        /** To the captured port, from the code under test. */
        TO_PEER;

        Direction opposite() {
            return this == FROM_PEER ? TO_PEER : FROM_PEER;
        }

        @Override
        public String toString() {
            return this == FROM_PEER ? ">" : "<";
        }
    }

    /** The flags a test may care for, by their bit in the TCP header. */
    public enum Flag {
        /** The sender has finished sending. */
        FIN(0x01),
        /** A connection is asked for or granted. */
        SYN(0x02),
        /** The connection is torn down, or was refused. */
        RST(0x04),
        /** The receiver should hand over what it has. */
        PSH(0x08),
        /** The acknowledgment number counts. */
        ACK(0x10);

        private final int bit;

        Flag(int bit) {
            this.bit = bit;
        }

        static Set<Flag> of(int bits) {
            return Stream.of(values()).filter(flag -> (bits & flag.bit) != 0).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Copies the flags. */
    public Segment {
        flags = Set.copyOf(flags);
    }

    /**
     * Tells whether a flag is set.
     *
     * @param flag which one
     * @return whether it is set
     */
    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /**
     * The port of the code under test.
     *
     * @return the port at the other end of the captured one
     */
    public int clientPort() {
        return direction == Direction.FROM_PEER ? toPort : fromPort;
    }

    /** One line in the manner of tcpdump, such as {@code "> FIN ACK seq 1 ack 6 payload 0 port 40312"}. */
    @Override
    public String toString() {
        var names = flags.stream().sorted().map(Flag::name).collect(Collectors.joining(" "));
        return "%s %s seq %d ack %d payload %d port %d"
                .formatted(direction, names, sequence, acknowledgment, payload, clientPort());
    }
}
