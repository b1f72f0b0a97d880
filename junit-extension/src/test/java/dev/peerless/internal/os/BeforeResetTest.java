package dev.peerless.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.internal.os.SocketWatch.BeforeReset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whoever asks for a reset need not wait for a code under test that takes nothing. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nobody sees what a kernel has still to send")
class BeforeResetTest {

    private static final String WAITS = "waits";
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private SocketChannel channel;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        channel = SocketChannel.open(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
        server.close();
    }

    @Test
    void isReadyOnceAllIsTaken() throws Exception {
        try (var taking = server.accept()) {
            channel.write(ByteBuffer.wrap("x".getBytes()));
            assertThat(taking.getInputStream().read()).isEqualTo('x');

            look(false);

            assertThat(lastTold().unsentBytes()).isZero();
        }
    }

    @Test
    @SuppressWarnings("try") // nothing is read from it
    void tellsThatBytesAreNotTaken() throws Exception {
        try (var deaf = server.accept()) {
            channel.configureBlocking(false);
            int taken;
            do {
                taken = channel.write(ByteBuffer.allocate(64 * 1024));
            } while (taken > 0);

            look(false);

            assertThat(next()).isEqualTo(WAITS);
            assertThat(lastTold().unsentBytes()).isPositive();
        }
    }

    @Test
    void tellsThatNobodyHasAcceptedTheConnection() throws Exception {
        look(true);

        assertThat(next()).isEqualTo(WAITS);
        assertThat(lastTold().holder().isKnown()).isFalse();
    }

    private void look(boolean findHolder) throws IOException {
        SocketWatch.beforeReset(
                (InetSocketAddress) channel.getLocalAddress(),
                (InetSocketAddress) channel.getRemoteAddress(),
                true,
                findHolder,
                new SocketWatch.Listener() {
                    @Override
                    public void waits() {
                        told.add(WAITS);
                    }

                    @Override
                    public void ready(BeforeReset seen) {
                        told.add(seen);
                    }
                });
    }

    private Object next() throws InterruptedException {
        var next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("told within %d s", PATIENCE_SECONDS).isNotNull();
        return next;
    }

    private BeforeReset lastTold() throws InterruptedException {
        for (var next = next(); ; next = next()) {
            if (next instanceof BeforeReset seen) {
                return seen;
            }
        }
    }
}
