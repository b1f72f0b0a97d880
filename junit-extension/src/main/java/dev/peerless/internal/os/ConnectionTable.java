package dev.peerless.internal.os;

import dev.peerless.wire.TcpState;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operating system says of this machine's TCP sockets, where it does: Linux. Each call takes a look of its own. */
public final class ConnectionTable {

    private static final List<TcpState> BY_NUMBER = List.of(
            TcpState.ESTABLISHED,
            TcpState.SYN_SENT,
            TcpState.SYN_RECEIVED,
            TcpState.FIN_WAIT_1,
            TcpState.FIN_WAIT_2,
            TcpState.TIME_WAIT,
            TcpState.CLOSED,
            TcpState.CLOSE_WAIT,
            TcpState.LAST_ACK,
            TcpState.LISTEN,
            TcpState.CLOSING);

    private ConnectionTable() {}

    /** Tells whether this machine shows its sockets. */
    public static boolean isAvailable() {
        return SocketWatch.isAvailable();
    }

    /** Gives the state of the first of these two ends, {@link TcpState#CLOSED} if there is none. */
    public static TcpState state(InetSocketAddress end, InetSocketAddress otherEnd) {
        try (var table = new SocketTable()) {
            return table.find(end, otherEnd)
                    .flatMap(entry -> state(entry.state()))
                    .orElse(TcpState.CLOSED);
        }
    }

    /** Gives the time until the first of these two ends is to send a keep-alive probe; empty if no timer runs for one. */
    public static Optional<Duration> nextKeepAliveProbe(InetSocketAddress end, InetSocketAddress otherEnd) {
        try (var table = new SocketTable()) {
            return table.find(end, otherEnd).flatMap(SocketTable.Entry::nextProbe);
        }
    }

    private static Optional<TcpState> state(int number) {
        return number >= 1 && number <= BY_NUMBER.size() ? Optional.of(BY_NUMBER.get(number - 1)) : Optional.empty();
    }

    /** Writes a state as {@code netstat} does on Linux, the only system that is asked. */
    private static String netstat(TcpState state) {
        return switch (state) {
            case SYN_RECEIVED -> "SYN_RECV";
            case FIN_WAIT_1 -> "FIN_WAIT1";
            case FIN_WAIT_2 -> "FIN_WAIT2";
            case CLOSED -> "CLOSE";
            default -> state.name();
        };
    }

    /**
     * Lists the sockets with one end at one of these ports as {@code netstat -an} does; empty where they are not shown. What
     * only waits for its time to be over is left out unless it was a connection with these others: a port has often had
     * another owner a minute ago. Others may be about to be accepted.
     */
    public static String netstat(Set<Integer> ports, Set<Integer> others) {
        if (!isAvailable()) {
            return "";
        }
        try (var table = new SocketTable()) {
            return "Proto Recv-Q Send-Q Local Address           Foreign Address         State\n"
                    + table.withPorts(ports).stream()
                            .filter(row -> !isOver(row) || row.isBetween(ports, others))
                            .map(ConnectionTable::line)
                            .sorted()
                            .collect(Collectors.joining("\n"));
        }
    }

    private static boolean isOver(SocketTable.Row row) {
        return state(row.state()).filter(TcpState.TIME_WAIT::equals).isPresent();
    }

    private static String line(SocketTable.Row row) {
        return String.format(
                "%-5s %6d %6d %-23s %-23s %s",
                row.protocol(),
                row.unread(),
                row.unsent(),
                row.local(),
                row.remote(),
                state(row.state()).map(ConnectionTable::netstat).orElse("?"));
    }
}
