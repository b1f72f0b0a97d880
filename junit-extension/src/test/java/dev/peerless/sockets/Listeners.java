package dev.peerless.sockets;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Who listens, as the kernel of Linux tells it. */
public final class Listeners {

    private static final String LISTEN = "0A";

    private Listeners() {}

    /** Gives the addresses on which somebody listens on a port. */
    public static List<InetAddress> on(int port) throws IOException {
        var addresses = new ArrayList<InetAddress>();
        for (var table : List.of("tcp", "tcp6")) {
            for (var row : Files.readAllLines(Path.of("/proc/self/net", table))) {
                var columns = row.strip().split(" +");
                var local = columns[1].split(":");
                if (columns[3].equals(LISTEN) && Integer.parseInt(local[1], 16) == port) {
                    addresses.add(address(local[0]));
                }
            }
        }
        return addresses;
    }

    /** Words of 32 bits in the order of the machine, which is little-endian wherever this runs. */
    private static InetAddress address(String notation) throws IOException {
        var bytes = HexFormat.of().parseHex(notation);
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 0; i < 2; i++) {
                byte swapped = bytes[word + i];
                bytes[word + i] = bytes[word + 3 - i];
                bytes[word + 3 - i] = swapped;
            }
        }
        return InetAddress.getByAddress(bytes);
    }
}
