package dev.peerless.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.peerless.internal.time.Ticker;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Released;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TranscriptLogTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final TranscriptLog log = new TranscriptLog(Ticker.SYSTEM);

    private static WireEvent event(int number) {
        return new Released(number, number * 10L);
    }

    @Nested
    class Snapshots {

        @Test
        void showWhatWasRecordedInOrder() {
            log.append(event(1));
            log.append(event(2));

            assertThat(log.snapshot().events()).containsExactly(event(1), event(2));
        }

        @Test
        void doNotChange() {
            log.append(event(1));
            var early = log.snapshot();

            for (int i = 2; i <= 100; i++) {
                log.append(event(i));
            }
            log.end();

            assertThat(early.events()).containsExactly(event(1));
            assertThat(early.ended()).isFalse();
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> early.events().get(1));
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> early.events().add(event(2)));
        }

        @Test
        void countTimeFromTheFirstEvent() {
            log.append(event(7));
            log.append(event(8));

            assertThat(log.snapshot().epoch()).isEqualTo(70);
        }

        @Test
        void sayThatNothingMoreWillCome() {
            assertThat(log.snapshot().ended()).isFalse();

            log.end();

            assertThat(log.snapshot()).isEqualTo(new Transcript(List.of(), 0, true));
        }
    }

    @Nested
    class Waiting {

        @Test
        void endsAtOnceWhenThereIsMoreAlready() throws InterruptedException {
            log.append(event(1));

            assertThat(log.awaitMore(0, LONG).size()).isEqualTo(1);
        }

        @Test
        void endsAtOnceWhenNothingMoreWillCome() throws InterruptedException {
            log.end();

            assertThat(log.awaitMore(5, LONG).ended()).isTrue();
        }

        @Test
        void endsWithWhatThereIsWhenTheTimeIsUp() throws InterruptedException {
            log.append(event(1));

            assertThat(log.awaitMore(1, Duration.ofMillis(1)).events()).containsExactly(event(1));
            assertThat(log.awaitMore(1, Duration.ZERO).events()).containsExactly(event(1));
            assertThat(log.awaitMore(1, Duration.ofMillis(-1)).events()).containsExactly(event(1));
        }

        @Test
        void isWokenByAnEventFromAnotherThread() throws Exception {
            var waiter = blocked(() -> log.awaitMore(0, LONG));

            log.append(event(1));

            assertThat(waiter.get(30, TimeUnit.SECONDS).events()).containsExactly(event(1));
        }

        @Test
        void isWokenByTheEnd() throws Exception {
            var waiter = blocked(() -> log.awaitMore(0, LONG));

            log.end();

            assertThat(waiter.get(30, TimeUnit.SECONDS).ended()).isTrue();
        }

        @Test
        void canBeInterrupted() throws Exception {
            var interrupted = new CompletableFuture<Boolean>();
            var thread = new Thread(() -> {
                try {
                    log.awaitMore(0, LONG);
                    interrupted.complete(false);
                } catch (InterruptedException e) {
                    interrupted.complete(true);
                }
            });
            thread.start();

            thread.interrupt();

            assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
        }

        /** Starts a call on a thread of its own and returns once that thread waits. */
        private static FutureTask<Transcript> blocked(Callable<Transcript> call) {
            var task = new FutureTask<>(call);
            var thread = new Thread(task);
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return task;
        }
    }

    @Nested
    class ManyThreads {

        private static final int EVENTS = 200_000;
        private static final int READERS = 4;

        @Test
        void everyReaderSeesEveryEventInOrderWithoutAGap() throws Exception {
            var readers = new ArrayList<FutureTask<Long>>();
            for (int i = 0; i < READERS; i++) {
                readers.add(new FutureTask<>(this::follow));
            }
            readers.forEach(reader -> new Thread(reader).start());

            for (int i = 1; i <= EVENTS; i++) {
                log.append(event(i));
            }
            log.end();

            for (var reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(EVENTS);
            }
        }

        /** Reads on until nothing more comes, and tells how many events were in order. */
        private long follow() throws InterruptedException {
            int seen = 0;
            while (true) {
                var transcript = log.awaitMore(seen, LONG);
                for (; seen < transcript.size(); seen++) {
                    if (!event(seen + 1).equals(transcript.events().get(seen))) {
                        return -seen;
                    }
                }
                if (transcript.ended()) {
                    return seen;
                }
            }
        }
    }
}
