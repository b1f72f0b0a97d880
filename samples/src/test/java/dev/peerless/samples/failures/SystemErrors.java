package dev.peerless.samples.failures;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What the system says of things other than connections, in the same language. */
final class SystemErrors {

    private SystemErrors() {}

    static List<Provocation> all() {
        return List.of(
                new Provocation("system", "no such file", () -> new FileInputStream("/no/such/file").close()),
                new Provocation("system", "is a directory", () -> new FileOutputStream("/").close()),
                new Provocation("system", "no space left", SystemErrors::writeToFullDevice),
                new Provocation("system", "message too long", SystemErrors::sendTooLong),
                new Provocation("system", "circle of links", SystemErrors::followCircle),
                new Provocation("system", "no such program", () -> new ProcessBuilder("/no/such/program").start()));
    }

    /** To be the last, since nothing else works meanwhile. */
    static Provocation descriptors() {
        return new Provocation("system", "no descriptor left", SystemErrors::useUpDescriptors);
    }

    private static void writeToFullDevice() throws IOException {
        try (var device = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            device.write(ByteBuffer.allocate(1));
        }
    }

    private static void sendTooLong() throws IOException {
        try (var channel = DatagramChannel.open()) {
            channel.send(ByteBuffer.allocate(70_000), new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        }
    }

    private static void followCircle() throws IOException {
        var folder = Files.createTempDirectory("links");
        var link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, link);
            Files.newInputStream(link).close();
        } finally {
            Files.delete(link);
            Files.delete(folder);
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void useUpDescriptors() throws IOException {
        var sockets = new ArrayList<Socket>();
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (true) {
                sockets.add(new Socket(listener.getInetAddress(), listener.getLocalPort()));
                sockets.add(listener.accept());
            }
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
