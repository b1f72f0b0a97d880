package dev.peerless.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that holds the other ends of many connections, so that they cost the measured JVM neither heap nor descriptors:
 * those of clients, or those of a server. It does what a line on its standard input says, and answers with a line.
 */
final class ClientProcess implements AutoCloseable {

    /**
     * As many as the kernel lets wait to be accepted, in net.core.somaxconn: a SYN that finds the queue full comes again after
     * a second, which would be measured as the relay's.
     */
    private static final int BACKLOG = 65_535;

    private final Process process;
    private final BufferedReader answers;

    ClientProcess() throws IOException {
        process = ChildJvm.command(ChildJvm.classPath(), ClientProcess.class)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Opens connections one after the other and holds them; gives how many nanoseconds that took. */
    long open(int port, int count) throws IOException {
        return ask("open " + port + " " + count);
    }

    /** Accepts all connections at the address that it gives, and holds them until the other side ends them. */
    InetSocketAddress listen() throws IOException {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), (int) ask("listen"));
    }

    /** Closes what is open. */
    void closeAll() throws IOException {
        ask("close");
    }

    private long ask(String request) throws IOException {
        process.getOutputStream().write((request + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        var answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the client process has ended");
        }
        return Long.parseLong(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }

    public static void main(String... none) throws IOException {
        var held = new ArrayList<SocketChannel>();
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (var request = requests.readLine(); request != null; request = requests.readLine()) {
            var words = List.of(request.split(" ", -1));
            long start = System.nanoTime();
            switch (words.get(0)) {
                case "listen" -> System.out.println(holdAll());
                case "open" -> {
                    var address =
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words.get(1)));
                    for (int i = 0; i < Integer.parseInt(words.get(2)); i++) {
                        held.add(SocketChannel.open(address));
                    }
                    System.out.println(System.nanoTime() - start);
                }
                default -> {
                    for (var channel : held) {
                        channel.close();
                    }
                    held.clear();
                    System.out.println(System.nanoTime() - start);
                }
            }
        }
    }

    private static int holdAll() throws IOException {
        var selector = Selector.open();
        var listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        var thread = new Thread(() -> hold(selector, listener), "holder");
        thread.setDaemon(true);
        thread.start();
        return listener.socket().getLocalPort();
    }

    private static void hold(Selector selector, ServerSocketChannel listener) {
        try {
            while (true) {
                selector.select(key -> {
                    if (key.channel() instanceof SocketChannel ended) {
                        closeQuietly(ended);
                    } else {
                        acceptAll(selector, listener);
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void acceptAll(Selector selector, ServerSocketChannel listener) {
        try {
            for (var channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // As it was to be.
        }
    }
}
