package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;

import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.transcript.WireEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;

/** A server that two clients have written two bytes each to, and that dies: a JVM that is really killed, or a peer. */
interface DyingServer extends AutoCloseable {

    int CLIENTS = 2;
    String QUESTION = "ab";

    /** What the server has done with the two clients when it dies. */
    enum Moment {
        ALL_READ,
        UNREAD,
        NOT_ACCEPTED
    }

    InetSocketAddress address();

    /** Waits until the clients and their bytes have come as far as the moment wants them. */
    void awaitMoment() throws Exception;

    /** Dies, and waits until its kernel has said so to everybody. */
    void die() throws Exception;

    @Override
    void close() throws IOException;

    static DyingServer jvm(Moment moment) throws IOException {
        return new Jvm(moment);
    }

    static DyingServer peer(Moment moment) throws IOException, InterruptedException {
        return new CrashingPeer(moment);
    }

    /** A process of its own, which ends with its input at the latest. */
    final class Jvm implements DyingServer {

        private final Process process;
        private final BufferedReader output;
        private final InetSocketAddress address;

        private Jvm(Moment moment) throws IOException {
            this.process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            moment.name())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(output.readLine()));
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public void awaitMoment() throws IOException {
            var line = output.readLine();
            if (!"ready".equals(line)) {
                throw new AssertionError("the server said " + line);
            }
        }

        @Override
        public void die() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** What runs in the process. */
    final class Main {

        private Main() {}

        public static void main(String[] moment) throws IOException {
            try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
                server.setSoTimeout(60_000);
                System.out.println(server.getLocalPort());
                var clients = new ArrayList<Socket>();
                switch (Moment.valueOf(moment[0])) {
                    case ALL_READ -> {
                        for (int i = 0; i < CLIENTS; i++) {
                            var client = server.accept();
                            clients.add(client);
                            client.setSoTimeout(60_000);
                            client.getInputStream().readNBytes(QUESTION.length());
                        }
                    }
                    case UNREAD -> {
                        for (int i = 0; i < CLIENTS; i++) {
                            var client = server.accept();
                            clients.add(client);
                            while (client.getInputStream().available() < QUESTION.length()) {
                                Thread.onSpinWait();
                            }
                        }
                    }
                    case NOT_ACCEPTED -> {}
                }
                System.out.println("ready");
                // Until it is killed, or whoever would do so is dead.
                System.in.read();
            }
        }
    }

    /** A peer that has read all, or less, or has not even accepted, since the place that it has is taken. */
    final class CrashingPeer implements DyingServer {

        private final Moment moment;
        private final Peer peer;
        private final RawClient first;

        private CrashingPeer(Moment moment) throws IOException, InterruptedException {
            this.moment = moment;
            this.peer = switch (moment) {
                case ALL_READ -> Peer.plan().listen();
                case UNREAD -> Peer.plan().fault(Fault.stall(afterReceiving(1))).listen();
                case NOT_ACCEPTED ->
                    Peer.plan().fault(Fault.overload(1, Excess.LEAVE_IN_QUEUE)).listen();
            };
            this.first = RawClient.to(peer);
            Wire.awaitConnections(peer, 1);
        }

        @Override
        public InetSocketAddress address() {
            return peer.address();
        }

        @Override
        public void awaitMoment() throws InterruptedException {
            switch (moment) {
                case ALL_READ -> Wire.awaitReceived(peer, (long) CLIENTS * QUESTION.length());
                case UNREAD -> Wire.awaitMany(peer, WireEvent.Stalled.class, CLIENTS);
                case NOT_ACCEPTED -> Wire.await(peer, WireEvent.LeftInQueue.class);
            }
        }

        @Override
        public void die() throws InterruptedException {
            peer.crash();
            switch (moment) {
                case ALL_READ -> Wire.awaitMany(peer, WireEvent.Fin.class, CLIENTS + 1);
                case UNREAD -> Wire.awaitMany(peer, WireEvent.Rst.class, CLIENTS);
                case NOT_ACCEPTED -> Wire.await(peer, WireEvent.Crashed.class);
            }
        }

        @Override
        public void close() throws IOException {
            first.close();
            peer.close();
        }
    }
}
