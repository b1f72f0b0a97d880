package dev.peerless.assertions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows where calls hang in the JDK's networking, by the names of its methods from JDK 17 to 25. */
final class HangingCall {

    /** Of what is hung in, the innermost that is listed decides. */
    private static final Map<String, Trap> BY_METHOD = Map.ofEntries(
            Map.entry("sun.nio.ch.NioSocketImpl.timedRead", Trap.LIMIT_OF_ONE_READ),
            Map.entry("sun.nio.ch.SocketChannelImpl.timedRead", Trap.LIMIT_OF_ONE_READ),
            Map.entry("sun.nio.ch.NioSocketImpl.read", Trap.READ_WITHOUT_LIMIT),
            Map.entry("sun.nio.ch.SocketChannelImpl.read", Trap.CHANNEL_READ_WITHOUT_LIMIT),
            Map.entry("sun.nio.ch.SocketChannelImpl.blockingRead", Trap.CHANNEL_READ_WITHOUT_LIMIT),
            Map.entry("sun.nio.ch.NioSocketImpl.write", Trap.WRITE_WITHOUT_LIMIT),
            Map.entry("sun.nio.ch.SocketChannelImpl.write", Trap.WRITE_WITHOUT_LIMIT),
            Map.entry("sun.nio.ch.SocketChannelImpl.blockingWriteFully", Trap.WRITE_WITHOUT_LIMIT),
            Map.entry("sun.nio.ch.NioSocketImpl.connect", Trap.CONNECT_WITHOUT_LIMIT),
            Map.entry("sun.nio.ch.SocketChannelImpl.connect", Trap.CONNECT_WITHOUT_LIMIT),
            Map.entry("jdk.internal.net.http.HttpClientImpl.send", Trap.HTTP_CLIENT_WITHOUT_LIMIT));

    /** A connect that has a limit of its own is no trap. */
    private static final String TIMED_CONNECT = "timedFinishConnect";

    private HangingCall() {}

    /**
     * Tells what a thread waits for.
     *
     * @param stack the innermost call first
     */
    static @Nullable Trap trap(List<StackTraceElement> stack) {
        for (var frame : stack) {
            if (frame.getMethodName().equals(TIMED_CONNECT)) {
                return null;
            }
            var trap = BY_METHOD.get(frame.getClassName() + "." + frame.getMethodName());
            if (trap != null) {
                return trap;
            }
        }
        return null;
    }
}
