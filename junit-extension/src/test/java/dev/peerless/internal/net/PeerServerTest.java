package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.UnsupportedFaultException;
import dev.peerless.fault.Way;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PeerServerTest {

    private final AtomicReference<@Nullable InetSocketAddress> probed = new AtomicReference<>();

    /** So behaves a machine that answers every probe of a full queue. */
    private FullQueue answered(InetSocketAddress address) {
        probed.set(address);
        throw new UnsupportedFaultException("every probe was answered");
    }

    @Test
    void doesNotBeginWithConnectsThatItCannotIgnore() throws Exception {
        var plan = PeerPlan.builder().fault(Fault.ignoreConnects()).build();

        assertThatThrownBy(() -> PeerServer.start(plan, this::answered))
                .isExactlyInstanceOf(UnsupportedFaultException.class)
                .hasMessage("every probe was answered");

        // The port is free again.
        try (var server = new ServerSocket()) {
            server.setReuseAddress(false);
            server.bind(probed.get());
            assertThat(server.isBound()).isTrue();
        }
    }

    @Test
    void takesConnectsAsBeforeIfItCannotIgnoreThem() throws Exception {
        var plan = PeerPlan.builder().speak(Conversation.echo()).build();
        var peer = PeerServer.start(plan, this::answered);
        try {
            assertThatThrownBy(() -> peer.arm(Fault.ignoreConnects()))
                    .isExactlyInstanceOf(UnsupportedFaultException.class);

            try (var client = new Socket("127.0.0.1", peer.address().getPort())) {
                client.setSoTimeout(60_000);
                client.getOutputStream().write('x');
                assertThat(client.getInputStream().read()).isEqualTo('x');
            }
        } finally {
            peer.host().close();
        }
    }

    @Test
    void isKeptByNoTimerOnceItIsClosed() throws Exception {
        var host = closedWithTimers();

        for (int i = 0; i < 600 && host.get() != null; i++) {
            System.gc();
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(host.get()).isNull();
    }

    private static WeakReference<PeerHost> closedWithTimers() throws IOException {
        var hour = Duration.ofHours(1);
        var slow = Fault.slow(Trigger.onConnect(), Shaping.none().withBytesPerSecond(1), Way.BOTH, hour);
        var peer = PeerServer.start(PeerPlan.builder().build());
        try (var client = new Socket("127.0.0.1", peer.address().getPort())) {
            client.setSoTimeout(60_000);
            peer.host().settle();
            peer.arm(slow);
            peer.arm(Fault.stall(Trigger.onConnect(), hour));
            peer.arm(Fault.cut(Trigger.onConnect(), hour));
            assertThat(peer.host().log().snapshot().events())
                    .extracting(event -> event.getClass().getSimpleName())
                    .contains("Slowed", "Stalled");
        } finally {
            peer.host().close();
        }
        return new WeakReference<>(peer.host());
    }

    @Test
    void takesNothingBackOnceItIsClosed() {
        var fault = Fault.stall(Trigger.onConnect());
        var peer = PeerServer.start(PeerPlan.builder().build());
        peer.arm(fault);
        peer.host().close();

        assertThatCode(() -> peer.host().disarm(fault)).doesNotThrowAnyException();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a full queue does not ignore connects")
    void takesNoneOfThoseThatFillItsQueueForAClient() {
        var plan = PeerPlan.builder().speak(Conversation.echo()).build();
        var begun = new AtomicReference<@Nullable PeerHost>();
        var peer = PeerServer.start(plan, address -> {
            var host = Objects.requireNonNull(begun.get());
            var queue = FullQueue.of(address);
            // What ends in the meantime, such as the wait for an abort.
            host.loop().call(() -> {
                host.awaitAbort();
                host.abortTried();
                return null;
            });
            host.settle();
            return queue;
        });
        begun.set(peer.host());
        try {
            peer.arm(Fault.ignoreConnects());

            peer.host().settle();
            assertThat(peer.host().log().snapshot().events()).noneMatch(WireEvent.Connected.class::isInstance);
        } finally {
            peer.host().close();
        }
    }
}
