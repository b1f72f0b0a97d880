package dev.peerless.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that holds the client ends of many connections, so that they cost the measured JVM neither heap nor
 * descriptors. It does what a line on its standard input says, and answers with a line.
 */
final class ClientProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;

    ClientProcess() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClientProcess.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Opens connections one after the other and holds them; gives how many nanoseconds that took. */
    long open(int port, int count) throws IOException {
        return ask("open " + port + " " + count);
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
            if (words.get(0).equals("open")) {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words.get(1)));
                for (int i = 0; i < Integer.parseInt(words.get(2)); i++) {
                    held.add(SocketChannel.open(address));
                }
            } else {
                for (var channel : held) {
                    channel.close();
                }
                held.clear();
            }
            System.out.println(System.nanoTime() - start);
        }
    }
}
