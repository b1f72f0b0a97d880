package dev.peerless.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedChannelTest {

    private Loopback loopback;

    @BeforeEach
    void listen() throws IOException {
        loopback = new Loopback();
    }

    @AfterEach
    void close() throws IOException {
        loopback.close();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void bytesPassBothWaysUntilItIsTime() throws Exception {
        var channels = Simulated.failure(NetworkFailure.CONNECTION_ABORTED)
                .at(Call.READ, 3)
                .channels();
        try (var channel = channels.open(loopback.address());
                var other = loopback.accept()) {
            assertThat(channel.write(bytes("he"))).isEqualTo(2);
            assertThat(channel.write(new ByteBuffer[] {bytes("l"), bytes("lo")}))
                    .isEqualTo(3);
            assertThat(other.getInputStream().readNBytes(5)).asString(UTF_8).isEqualTo("hello");
            other.getOutputStream().write("abc".getBytes(UTF_8));
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(1);
            assertThat(channel.read(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(1)}))
                    .isEqualTo(2);

            assertThatThrownBy(() -> channel.read(new ByteBuffer[] {ByteBuffer.allocate(1)}))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("Software caused connection abort");
        }
    }

    @Test
    void theSecondChannelMayBeTheOne() throws Exception {
        var channels = Simulated.failure(NetworkFailure.NO_ROUTE).onSocket(2).channels();

        channels.open(loopback.address()).close();
        assertThatThrownBy(() -> channels.open(loopback.address())).isExactlyInstanceOf(NoRouteToHostException.class);
        channels.open(loopback.address()).close();
    }

    @Test
    void anUnknownHostIsAnUnresolvedAddress() {
        var channels = Simulated.failure(NetworkFailure.UNKNOWN_HOST).channels();

        assertThatThrownBy(() -> channels.open(loopback.address()))
                .isExactlyInstanceOf(UnresolvedAddressException.class)
                .satisfies(thrown -> assertThat(Simulated.isSimulated(thrown)).isTrue());
    }

    @Test
    void itsOptionsAndAddressesAreThoseOfTheRealOne() throws Exception {
        try (var channel =
                Simulated.failure(NetworkFailure.TIMED_OUT).channels().open()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            assertThat(channel.getOption(StandardSocketOptions.TCP_NODELAY)).isTrue();
            assertThat(channel.supportedOptions()).contains(StandardSocketOptions.SO_LINGER);
            assertThat(channel.isConnected()).isFalse();
            channel.bind(null);
            channel.connect(loopback.address());
            assertThat(channel.isConnected()).isTrue();
            assertThat(channel.isConnectionPending()).isFalse();
            assertThat(channel.getRemoteAddress()).isEqualTo(loopback.address());
            try (var other = loopback.accept()) {
                assertThat(channel.getLocalAddress()).isEqualTo(other.getRemoteSocketAddress());
                channel.shutdownOutput();
                assertThat(other.getInputStream().read()).isEqualTo(-1);
                channel.shutdownInput();
            }
        }
    }

    @Test
    void itMayNotBlock() throws Exception {
        try (var channel = Simulated.failure(NetworkFailure.CONNECTION_RESET)
                .at(Call.READ, 2)
                .channels()
                .open()) {
            channel.configureBlocking(false);
            if (!channel.connect(loopback.address())) {
                while (!channel.finishConnect()) {
                    Thread.onSpinWait();
                }
            }
            assertThat(channel.read(ByteBuffer.allocate(1))).isZero();
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).hasMessage("Connection reset");
        }
    }

    @Test
    void itMayBePutAroundAnother() throws Exception {
        try (var real = SocketChannel.open(loopback.address())) {
            real.configureBlocking(false);
            var channel =
                    Simulated.failure(NetworkFailure.BROKEN_PIPE).channels().around(real);

            assertThat(channel.isBlocking()).isFalse();
            assertThatThrownBy(() -> channel.write(bytes("x")))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("Broken pipe");
            channel.close();
            assertThat(real.isOpen()).isFalse();
            assertThatThrownBy(() -> channel.write(bytes("x"))).isExactlyInstanceOf(ClosedChannelException.class);
        }
    }

    @Test
    void aLostConnectionIsNoticedByThePeerWhenTheChannelIsClosed() throws Exception {
        var channel = Simulated.failure(NetworkFailure.TIMED_OUT).channels().open(loopback.address());
        try (var other = loopback.accept()) {
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).hasMessage("Connection timed out");
            channel.close();

            assertThatThrownBy(() -> other.getInputStream().read()).hasMessage("Connection reset");
        }
    }

    @Test
    void anInterruptClosesItAsEver() throws Exception {
        try (var channel = Simulated.failure(NetworkFailure.TIMED_OUT)
                        .at(Call.WRITE)
                        .channels()
                        .open(loopback.address());
                var other = loopback.accept()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                    .isExactlyInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(channel.isOpen()).isFalse();
            assertThat(other.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whatWouldBypassTheSimulationIsRefused() throws Exception {
        try (var channel =
                        Simulated.failure(NetworkFailure.TIMED_OUT).channels().open();
                var selector = Selector.open()) {
            assertThatThrownBy(channel::socket)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(
                            "a channel on which something is staged has no socket() view, whose calls would bypass what"
                                    + " is staged; use the channel's own methods, setOption among them");
            channel.configureBlocking(false);
            assertThatThrownBy(() -> channel.register(selector, SelectionKey.OP_READ))
                    .isInstanceOf(IllegalSelectorException.class);
        }
    }

    @Test
    void aCloseThatFailsHasClosedNevertheless() throws Exception {
        var channel = Simulated.failure(NetworkFailure.BROKEN_PIPE)
                .at(Call.CLOSE)
                .channels()
                .open(loopback.address());
        try (var other = loopback.accept()) {
            assertThatThrownBy(channel::close)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("Broken pipe");

            assertThat(channel.isOpen()).isFalse();
            assertThat(other.getInputStream().read()).isEqualTo(-1);
        }
    }
}
