package dev.peerless.internal.os;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel's table of TCP sockets, as Linux shows it in {@code /proc/net/tcp} and {@code tcp6}. Java's sockets are
 * usually in the latter, as IPv4-mapped addresses. To be closed after the last question.
 *
 * <p>Not safe for use by several threads at once.
 */
final class SocketTable implements AutoCloseable {

    private static final Path OF_IPV4 = Path.of("/proc/net/tcp");
    private static final Path OF_IPV6 = Path.of("/proc/net/tcp6");

    /** Where this JVM's own sockets are comes first: what is found there need not be looked for in the other. */
    private static final List<Path> TABLES =
            Boolean.getBoolean("java.net.preferIPv4Stack") ? List.of(OF_IPV4, OF_IPV6) : List.of(OF_IPV6, OF_IPV4);

    /** How long an IPv4 address is in the table of IPv4; in that of IPv6 all are longer. */
    private static final int IPV4_DIGITS = 8;

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

    private final List<SocketLines> tables = new ArrayList<>(TABLES.size());

    /** A table that is read once, as far as it is asked: one reading can take milliseconds. */
    SocketTable() {
        for (var table : TABLES) {
            tables.add(new SocketLines(table));
        }
    }

    static boolean isReadable() {
        return TABLES.stream().allMatch(Files::isReadable);
    }

    /** Finds the socket with these ends, or nothing if the kernel has forgotten it. */
    Optional<Entry> find(InetSocketAddress local, InetSocketAddress remote) {
        var wanted = new Ends(local, remote);
        for (var table : tables) {
            for (var line : table) {
                if (!wanted.mayBeIn(line)) {
                    continue;
                }
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
     * @param protocol {@code tcp6} of a socket that can do IPv6, even if its addresses are of IPv4; else {@code tcp}
     * @param local address and port of this end
     * @param remote address and port of the other end
     * @param state the kernel's number of its state
     * @param unsent how many bytes the other end has not acknowledged
     * @param unread how many bytes nobody has read
     */
    record Row(String protocol, String local, String remote, int state, long unsent, long unread) {

        /** Tells whether its two ends are at one of these ports and one of those. */
        boolean isBetween(Set<Integer> these, Set<Integer> those) {
            int here = portIn(local);
            int there = portIn(remote);
            return (these.contains(here) && those.contains(there)) || (these.contains(there) && those.contains(here));
        }

        private static int portIn(String address) {
            var port = address.substring(address.lastIndexOf(':') + 1);
            return port.equals("*") ? 0 : Integer.parseInt(port);
        }
    }

    /**
     * Gives the sockets with one end at one of these ports, each once: the kernel repeats a line now and then while other
     * sockets come and go.
     */
    Set<Row> withPorts(Set<Integer> ports) {
        var rows = new LinkedHashSet<Row>();
        for (var table : tables) {
            for (var line : table) {
                var columns = line.trim().split("\\s+", 11);
                boolean isSocket = columns.length > 9 && columns[0].endsWith(":");
                if (isSocket && (ports.contains(port(columns[1])) || ports.contains(port(columns[2])))) {
                    var queues = columns[4].split(":", 2);
                    rows.add(new Row(
                            columns[1].indexOf(':') > IPV4_DIGITS ? "tcp6" : "tcp",
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

    /** Reads {@code 0100007F:1F90} as {@code 127.0.0.1:8080}, and a mapped address as the IPv4 address that it is. */
    private static String readable(String column) {
        int port = port(column);
        return host(column.substring(0, column.indexOf(':'))) + ":" + (port == 0 ? "*" : port);
    }

    /** Each word of 32 bits stands there in the machine's order. */
    private static String host(String words) {
        var swapped = HexFormat.of().parseHex(words);
        var bytes = new byte[swapped.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = swapped[i ^ 3];
        }
        try {
            // Makes an IPv4 address of a mapped one.
            var host = InetAddress.getByAddress(bytes).getHostAddress();
            return host.replaceFirst("(?:^|:)0(?::0)+(?::|$)", "::");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(words + " is no address", e);
        }
    }

    private static int port(String column) {
        return Integer.parseInt(column.substring(column.indexOf(':') + 1), 16);
    }

    @Override
    public void close() {
        for (var table : tables) {
            table.close();
        }
    }

    /** Both ends of a socket, to be compared with the table's hexadecimal notation. */
    private record Ends(String local, String remote) {

        private static final HexFormat HEX = HexFormat.of().withUpperCase();

        Ends(InetSocketAddress local, InetSocketAddress remote) {
            this(notation(local), notation(remote));
        }

        /** Tells quickly of most lines that they are others. */
        boolean mayBeIn(String line) {
            return line.contains(local) && line.contains(remote);
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
                    text.append(HEX.toHexDigits(bytes[word + i]));
                }
            }
            return text.append(':')
                    .append(HEX.toHexDigits((short) address.getPort()))
                    .toString();
        }
    }
}
