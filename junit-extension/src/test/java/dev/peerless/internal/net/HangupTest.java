package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

class HangupTest {

    @Test
    void oneThatCannotBeResetLeavesNoOtherOpen() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var open = SocketChannel.open(server.getLocalSocketAddress());
                var accepted = server.accept()) {
            var closed = SocketChannel.open();
            closed.close();

            assertThatThrownBy(() -> Hangup.rstEachLater(List.of(closed, open, closed)))
                    .isInstanceOf(ClosedChannelException.class)
                    .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));

            assertThat(open.isOpen()).isFalse();
            accepted.setSoTimeout(60_000);
            assertThatThrownBy(() -> accepted.getInputStream().read()).hasMessage("Connection reset");
        }
    }
}
