package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.internal.time.Ticker;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

class PortTest {

    private static final int ATTEMPTS = 200;
    private static final int PORT = 8080;

    private static final EventLoop.Ready UNASKED = new EventLoop.Ready() {
        @Override
        public void ready(SelectionKey key) {}

        @Override
        public void failed(Throwable failure) {}
    };

    /** Others of this JVM open and close some meanwhile. */
    @Test
    @EnabledOnOs(LINUX)
    void onAnAddressOfAnotherMachineLeavesNoDescriptorBehind() throws Exception {
        var elsewhere = InetAddress.getByName("198.51.100.7");
        var loop = new EventLoop("never begun", Ticker.SYSTEM);
        long before = descriptors();
        for (int i = 0; i < ATTEMPTS; i++) {
            assertThatThrownBy(() -> new Port(loop, UNASKED, elsewhere, 0)).isInstanceOf(BindException.class);
        }
        assertThat(descriptors()).isLessThan(before + ATTEMPTS / 2);
    }

    @Test
    void publishesWhatIsThere() throws Exception {
        assertThat(reachable("::", true)).isEqualTo(new InetSocketAddress("::1", PORT));
        assertThat(reachable("::", false)).isEqualTo(new InetSocketAddress("127.0.0.1", PORT));
        assertThat(reachable("0.0.0.0", false)).isEqualTo(new InetSocketAddress("127.0.0.1", PORT));
        assertThat(reachable("::1", false)).isEqualTo(new InetSocketAddress("::1", PORT));
    }

    /** Gives what a port on that address publishes on a machine that has IPv6's loopback, or has not. */
    private static InetSocketAddress reachable(String bound, boolean hasLoopbackOfIpv6) throws IOException {
        return Port.reachable(new InetSocketAddress(bound, PORT), address -> hasLoopbackOfIpv6);
    }

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
