package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * What assertions are about, of what they are begun with. Null stays null, as AssertJ has it: the first assertion says so,
 * with the description that the chain gave it.
 */
@SuppressWarnings("NullAway") // asserts take null as their actual value, and check for it
final class OrNull {

    private OrNull() {}

    static Connection connection(@Nullable Endpoint peer) {
        return peer == null ? null : peer.connection(1);
    }

    static Socket socket(@Nullable SocketChannel channel) {
        return channel == null ? null : channel.socket();
    }

    static Callable<@Nullable Void> call(@Nullable ThrowingCallable body) {
        return body == null ? null : new VoidCall(body);
    }
}
