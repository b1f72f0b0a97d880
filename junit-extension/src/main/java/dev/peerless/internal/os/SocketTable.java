package dev.peerless.internal.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel's table of TCP sockets, as Linux shows it in {@code /proc/net/tcp} and {@code tcp6}. Java's sockets are
 * usually in the latter, as IPv4-mapped addresses.
 */
final class SocketTable {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp"));

    /** How an IPv4 address begins in the table of IPv6. */
    private static final String MAPPED = "0000000000000000FFFF0000";

    // The kernel's numbers of the states of a TCP connection that are asked for here.
    private static final int ESTABLISHED = 0x01;
    private static final int SYN_RECEIVED = 0x03;
    private static final int TIME_WAIT = 0x06;
    private static final int CLOSE_WAIT = 0x08;
    private static final int LAST_ACK = 0x09;
    private static final int CLOSING = 0x0B;

    /** The kernel's number of the timer that sends keep-alive probes; it shows one timer only, that of a retransmission first. */
    private static final String KEEP_ALIVE = "02";

    /** The unit of the table's times, whatever the kernel's own: its USER_HZ is 100. */
    private static final Duration TICK = Duration.ofMillis(10);

    /**
     * One socket of the table.
     *
     * @param state the kernel's number of its state
     * @param unsentBytes what its kernel has not been told has arrived
     * @param inode identifies its descriptor, 0 while no process holds it
     * @param nextProbe the time until a keep-alive probe is due, if that is what its timer runs for
     */
    record Entry(int state, long unsentBytes, long inode, Optional<Duration> nextProbe) {

        /** Tells whether the kernel has made the connection, and no process has accepted it yet. */
        boolean awaitsAccept() {
            return inode == 0 && (state == ESTABLISHED || state == SYN_RECEIVED || state == CLOSE_WAIT);
        }

        /** Tells whether the other side has sent its FIN. */
        boolean hasReceivedFin() {
            return state == TIME_WAIT || state == CLOSE_WAIT || state == LAST_ACK || state == CLOSING;
        }
    }

    private final Map<Path, List<String>> read = new HashMap<>();

    /** A table that is read once, when it is first asked: one reading can take milliseconds. */
    SocketTable() {}

    static boolean isReadable() {
        return TABLES.stream().allMatch(Files::isReadable);
    }

    /** Finds the socket with these ends, or nothing if the kernel has forgotten it. */
    Optional<Entry> find(InetSocketAddress local, InetSocketAddress remote) {
        var wanted = new Ends(local, remote);
        for (var table : TABLES) {
            for (var line : read.computeIfAbsent(table, SocketTable::lines)) {
                var columns = line.trim().split("\\s+", 11);
                if (columns.length > 9 && wanted.matches(columns[1], columns[2])) {
                    int state = Integer.parseInt(columns[3], 16);
                    long unsent = Long.parseLong(columns[4].substring(0, columns[4].indexOf(':')), 16);
                    return Optional.of(new Entry(state, unsent, Long.parseLong(columns[9]), nextProbe(columns[5])));
                }
            }
        }
        return Optional.empty();
    }

    /** Reads {@code 02:000AFC12}: which timer runs, and for how long yet. */
    private static Optional<Duration> nextProbe(String timer) {
        var parts = timer.split(":", 2);
        return parts[0].equals(KEEP_ALIVE)
                ? Optional.of(TICK.multipliedBy(Long.parseLong(parts[1], 16)))
                : Optional.empty();
    }

    /**
     * One line of the table, to be shown.
     *
     * @param local address and port of this end
     * @param remote address and port of the other end
     * @param state the kernel's number of its state
     * @param unsent how many bytes the other end has not acknowledged
     * @param unread how many bytes nobody has read
     */
    record Row(String local, String remote, int state, long unsent, long unread) {}

    /** Gives the sockets with one end at one of these ports. */
    List<Row> withPorts(Set<Integer> ports) {
        var rows = new ArrayList<Row>();
        for (var table : TABLES) {
            for (var line : read.computeIfAbsent(table, SocketTable::lines)) {
                var columns = line.trim().split("\\s+", 11);
                boolean isSocket = columns.length > 9 && columns[0].endsWith(":");
                if (isSocket && (ports.contains(port(columns[1])) || ports.contains(port(columns[2])))) {
                    var queues = columns[4].split(":", 2);
                    rows.add(new Row(
                            readable(columns[1]),
                            readable(columns[2]),
                            Integer.parseInt(columns[3], 16),
                            Long.parseLong(queues[0], 16),
                            Long.parseLong(queues[1], 16)));
                }
            }
        }
        return rows;
    }

    /** Reads {@code 0100007F:1F90} as {@code 127.0.0.1:8080}; of a mapped address the IPv4 word, which is its last. */
    private static String readable(String column) {
        int colon = column.indexOf(':');
        int port = port(column);
        var word = Long.parseLong(column.substring(colon - 8, colon), 16);
        boolean isIpv6 = colon > 8 && !column.startsWith(MAPPED) && word != 0;
        var host = isIpv6
                ? "[" + column.substring(0, colon) + "]"
                : (word & 0xff) + "." + (word >> 8 & 0xff) + "." + (word >> 16 & 0xff) + "." + (word >> 24);
        return host + ":" + (port == 0 ? "*" : port);
    }

    private static int port(String column) {
        return Integer.parseInt(column.substring(column.indexOf(':') + 1), 16);
    }

    private static List<String> lines(Path table) {
        try {
            // Read whole: the table changes under a reader that takes it in small pieces.
            return new String(Files.readAllBytes(table), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both ends of a socket, to be compared with the table's hexadecimal notation. */
    private record Ends(String local, String remote) {

        Ends(InetSocketAddress local, InetSocketAddress remote) {
            this(notation(local), notation(remote));
        }

        boolean matches(String localColumn, String remoteColumn) {
            return localColumn.endsWith(local) && remoteColumn.endsWith(remote);
        }

        /** Addresses stand there as 32-bit words in the machine's order; a mapped one ends with its IPv4 word. */
        private static String notation(InetSocketAddress address) {
            var bytes = address.getAddress().getAddress();
            var text = new StringBuilder();
            for (int word = 0; word < bytes.length; word += 4) {
                for (int i = 3; i >= 0; i--) {
                    text.append(String.format("%02X", bytes[word + i]));
                }
            }
            return text.append(String.format(":%04X", address.getPort())).toString();
        }
    }
}
