package dev.peerless.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.internal.os.SocketWatch.Holder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** On a busy machine a look takes long: who is looked for in vain is looked for again behind those who wait for a first one. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nobody sees who holds a socket")
class QueuedLooksTest {

    private static final int PATIENCE_SECONDS = 60;

    private static final InetSocketAddress NOBODY = new InetSocketAddress("127.0.0.1", 1);

    /** The table says nothing of it, however often it is asked. */
    private static final InetSocketAddress UNSEEN = InetSocketAddress.createUnresolved("unseen.invalid", 1);

    private static final Holder RELEASED = new Holder(Optional.empty(), true);

    private final BlockingQueue<Holder> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> allHaveAsked = new CompletableFuture<>();

    /** Keeps the one thread that looks until all have asked. */
    private void keepTheWatchBusy() {
        SocketWatch.findHolder(
                NOBODY,
                NOBODY,
                () -> true,
                found -> allHaveAsked
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join());
    }

    private List<Holder> answersInOrder() throws InterruptedException {
        allHaveAsked.complete(null);
        var first = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var second = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(second).as("answered within %d s", PATIENCE_SECONDS).isNotNull();
        return List.of(first, second);
    }

    @Test
    void aHolderNotSeenIsLookedForAgainBehindTheOthers() throws Exception {
        keepTheWatchBusy();
        SocketWatch.findHolder(UNSEEN, UNSEEN, () -> true, answers::add);
        SocketWatch.findHolder(NOBODY, NOBODY, () -> true, answers::add);

        assertThat(answersInOrder()).containsExactly(RELEASED, Holder.UNKNOWN);
    }

    @Test
    void aResetWhoseHolderIsNotSeenLetsTheOthersPass() throws Exception {
        keepTheWatchBusy();
        SocketWatch.beforeReset(UNSEEN, UNSEEN, true, true, seen -> answers.add(seen.holder()));
        SocketWatch.beforeReset(NOBODY, NOBODY, true, true, seen -> answers.add(seen.holder()));

        assertThat(answersInOrder()).containsExactly(RELEASED, Holder.UNKNOWN);
    }
}
