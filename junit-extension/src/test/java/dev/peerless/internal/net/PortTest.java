package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.internal.time.Ticker;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

class PortTest {

    private static final int ATTEMPTS = 200;

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

    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
