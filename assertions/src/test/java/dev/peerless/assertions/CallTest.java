package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.Messages.masked;
import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallTest {

    private static final SocketException BROKEN_PIPE = new SocketException("Broken pipe");

    private final CountDownLatch never = new CountDownLatch(1);

    private static void breaks() throws IOException {
        throw BROKEN_PIPE;
    }

    private static String readAll(Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** What a call that ends just then looks like to somebody who asks for less. */
    private static CallAssert<String> slow(String value) {
        var call = assertThatCall(() -> {
            long until = Deadline.after(Deadline.now(), SHORT);
            while (Deadline.now() - until < 0) {
                Thread.onSpinWait();
            }
            return value;
        });
        call.givesUpWithin(FAR);
        return call;
    }

    @Nested
    class GivesUpWithin {

        @Test
        void passesOnWhatReturns() {
            assertThatCall(() -> "answer").givesUpWithin(FAR);
            assertThatCall(() -> {}).givesUpWithin(FAR);
        }

        @Test
        void passesOnWhatThrows() {
            assertThatCall(CallTest::breaks).givesUpWithin(FAR);
        }

        @Test
        void passesOnAClientOfAPeerThatResets() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen()) {
                assertThatCall(() -> readAll(peer))
                        .givesUpWithin(FAR)
                        .failsWith(NetworkFailure.CONNECTION_RESET)
                        .failsWithConnectionLoss();
            }
        }

        @Test
        void failsWhereAReadHangsAndSaysWhere() throws Exception {
            try (var peer = Peer.plan().listen();
                    var socket = new Socket(peer.host(), peer.port())) {
                assertThat(failureOf(() -> assertThatCall(
                                        () -> socket.getInputStream().read())
                                .givesUpWithin(SHORT)))
                        .matches("""
                                Expecting the call
                                to give up within 40 ms,
                                but it was still running after 40 ms, and did not end when it was interrupted\\.
                                   "peerless-call-\\d+" RUNNABLE
                                (       at .*
                                )*       at java.net.Socket\\$SocketInputStream.read\\(.*
                                (       at .*
                                )*       at dev.peerless.assertions.CallTest\\$GivesUpWithin.lambda.*
                                Help: a read of a Socket has no time limit unless setSoTimeout sets one, or setReadTimeout of a URLConnection, and heeds no interrupt: only closing the socket ends it\\.""");
            }
        }

        @Test
        void interruptsWhatHangs() {
            var interrupted = new CompletableFuture<Throwable>();
            assertThat(failureOf(() -> assertThatCall(() -> interrupted.complete(catchThrowable(never::await)))
                            .givesUpWithin(SHORT)))
                    .startsWith("""
                            Expecting the call
                            to give up within 40 ms,
                            but it was still running after 40 ms, and ended only when it was interrupted.
                            """);
            assertThat(interrupted).isCompletedWithValueMatching(InterruptedException.class::isInstance);
        }

        @Test
        void failsOnWhatEndsTooLate() {
            assertThat(failureOf(() -> slow("answer").givesUpWithin(SHORT))).isEqualTo("""
                            Expecting the call
                            to give up within 40 ms,
                            but it returned after _ ms.
                            >  "answer\"""");
        }
    }

    @Nested
    class FailsWithin {

        @Test
        void passesWhateverItThrows() {
            assertThatCall(CallTest::breaks).failsWithin(FAR);
            assertThatCall(() -> {
                        throw new IllegalStateException("not of the network");
                    })
                    .failsWithin(FAR);
        }

        @Test
        void failsOnWhatReturns() {
            assertThat(failureOf(() -> assertThatCall(() -> {}).as("closing").failsWithin(FAR)))
                    .isEqualTo("""
                            [closing] Expecting the call
                            to fail within 10 min,
                            but it returned after _ ms.""");
            assertThat(failureOf(() -> assertThatCall(() -> "100%s").failsWithin(FAR)))
                    .endsWith(">  \"100%s\"");
            assertThat(failureOf(() -> assertThatCall(() -> (Object) null).failsWithin(FAR)))
                    .endsWith(">  null");
        }

        @Test
        void failsOnWhatHangs() {
            assertThat(failureOf(() -> assertThatCall(() -> never.await()).failsWithin(SHORT)))
                    .startsWith("Expecting the call\nto fail within 40 ms,\nbut it was still running after 40 ms, ");
        }

        @Test
        void failsOnWhatFailsTooLate() {
            assertThat(failureOf(() -> assertThatCall(() -> {
                                slow("answer");
                                breaks();
                            })
                            .givesUpWithin(FAR)
                            .failsWithin(SHORT)))
                    .isEqualTo("""
                            Expecting the call
                            to fail within 40 ms,
                            but it failed with BROKEN_PIPE after _ ms.
                            >  java.net.SocketException: Broken pipe""");
        }

        @Test
        void showsOnlyTheBeginningOfALongValue() {
            assertThat(failureOf(() -> assertThatCall(() -> "x".repeat(10_000)).failsWithin(FAR)))
                    .hasSizeLessThan(500)
                    .endsWith("xxx...");
        }
    }

    @Nested
    class FailsWith {

        @Test
        void passesOnThatFailure() {
            assertThatCall(CallTest::breaks).failsWith(NetworkFailure.BROKEN_PIPE);
        }

        @Test
        void failsOnAnotherWithTheDecidingLinkMarked() {
            var failure = catchThrowable(() -> assertThatCall(() -> {
                        throw new IllegalStateException("100% lost", BROKEN_PIPE);
                    })
                    .failsWith(NetworkFailure.CONNECTION_RESET));
            assertThat(masked(failure.getMessage())).isEqualTo("""
                            Expecting the call
                            to fail with CONNECTION_RESET within 5 s,
                            but it failed with BROKEN_PIPE after _ ms.
                               java.lang.IllegalStateException: 100% lost
                            >  java.net.SocketException: Broken pipe
                            Help: a RST is told once, to whichever read or write meets it first; later writes get Broken pipe, as do those after a FIN and a RST. If either will do, ask for a connection loss.""");
            assertThat(failure.getCause()).hasMessage("100% lost");
        }

        @Test
        void failsOnWhatIsNoNetworkFailure() {
            assertThat(failureOf(() -> assertThatCall(() -> {
                                throw new IllegalStateException("a mistake");
                            })
                            .failsWith(NetworkFailure.CONNECTION_RESET)))
                    .isEqualTo("""
                            Expecting the call
                            to fail with CONNECTION_RESET within 5 s,
                            but it failed with UNKNOWN after _ ms.
                               java.lang.IllegalStateException: a mistake
                            Help: nothing in the cause chain tells of the network. Whoever wraps a network failure has to hand it on as the cause of the new exception.""");
        }

        @Test
        void failsOnAnExceptionInWordsOfTheProgramsOwn() {
            assertThat(failureOf(() -> assertThatCall(() -> {
                                throw new IOException("server not available");
                            })
                            .failsWith(NetworkFailure.CONNECTION_REFUSED)))
                    .isEqualTo("""
                            Expecting the call
                            to fail with CONNECTION_REFUSED within 5 s,
                            but it failed with UNKNOWN after _ ms.
                               java.io.IOException: server not available
                            Help: nothing in the cause chain tells of the network. Whoever wraps a network failure has to hand it on as the cause of the new exception.""");
        }

        @Test
        void failsOnTheEndThatReadLineTells() {
            assertThat(failureOf(() -> assertThatCall(() -> new BufferedReader(Reader.nullReader()).readLine())
                            .failsWith(NetworkFailure.CONNECTION_RESET)))
                    .isEqualTo("""
                            Expecting the call
                            to fail with CONNECTION_RESET within 5 s,
                            but it returned after _ ms.
                            >  null
                            Help: -1 is all that a read tells of a FIN, and null all that readLine() does, or of a RST that a write was told of first; it throws nothing, so the code under test has to look at it.""");
        }

        @Test
        void failsOnWhatReturnsOrHangsEvenIfUnknownWereExpected() {
            assertThat(failureOf(() -> assertThatCall(() -> "answer").failsWith(NetworkFailure.UNKNOWN)))
                    .isEqualTo("""
                            Expecting the call
                            to fail with UNKNOWN within 5 s,
                            but it returned after _ ms.
                            >  "answer\"""");
            assertThat(failureOf(() ->
                            assertThatCall(() -> never.await()).within(SHORT).failsWith(NetworkFailure.UNKNOWN)))
                    .startsWith("Expecting the call\nto fail with UNKNOWN within 40 ms,\nbut it was still running");
        }

        @Test
        void failsOnWhatFailsTooLate() {
            var call = assertThatCall(() -> {
                slow("answer");
                breaks();
            });
            call.failsWithin(FAR);
            assertThat(failureOf(() -> call.within(SHORT).failsWith(NetworkFailure.BROKEN_PIPE)))
                    .startsWith("""
                            Expecting the call
                            to fail with BROKEN_PIPE within 40 ms,
                            but it failed with BROKEN_PIPE after _ ms.
                            """);
            assertThat(failureOf(() -> call.within(SHORT).failsWithConnectionLoss()))
                    .startsWith("Expecting the call\nto fail with a connection loss within 40 ms,\nbut it failed with");
        }
    }

    @Nested
    class FailsWithConnectionLoss {

        @Test
        void passesOnAnyLoss() {
            assertThatCall(CallTest::breaks).failsWithConnectionLoss();
        }

        @Test
        void failsOnWhatIsNone() throws Exception {
            try (var peer = Peer.plan().fault(Fault.refuse()).listen()) {
                assertThat(failureOf(() -> assertThatCall(() -> readAll(peer)).failsWithConnectionLoss()))
                        .isEqualTo("""
                                Expecting the call
                                to fail with a connection loss within 5 s,
                                but it failed with CONNECTION_REFUSED after _ ms.
                                >  java.net.ConnectException: Connection refused""");
            }
        }

        @Test
        void failsWhenTheTimeIsUp() {
            assertThat(failureOf(() ->
                            assertThatCall(() -> never.await()).within(SHORT).failsWithConnectionLoss()))
                    .startsWith("Expecting the call\nto fail with a connection loss within 40 ms,\nbut it was still");
        }
    }

    @Nested
    class ReportsTruncation {

        @Test
        void passesOnAnyLoss() {
            assertThatCall(() -> {
                        throw new IOException("Premature EOF");
                    })
                    .reportsTruncation();
            assertThatCall(CallTest::breaks).reportsTruncation();
        }

        @Test
        void catchesAPartThatIsTakenForTheWhole() throws Exception {
            try (var peer = cutAnswer()) {
                assertThat(failureOf(() -> assertThatCall(() -> readAll(peer)).reportsTruncation()))
                        .isEqualTo("""
                                Expecting the call
                                to report that its answer was cut short, by failing with a connection loss within 5 s,
                                but it returned after _ ms, as if it had the whole answer.
                                >  "a wh\"""");
            }
        }

        @Test
        void catchesAPartInBytes() throws Exception {
            try (var peer = cutAnswer()) {
                assertThat(failureOf(() -> assertThatCall(() -> readAll(peer).getBytes(UTF_8))
                                .reportsTruncation()))
                        .endsWith("as if it had the whole answer.\n>  4 B \"a wh\"");
            }
        }

        @Test
        void catchesAPartThatOnlyTheCallHasSeen() throws Exception {
            try (var peer = cutAnswer()) {
                ThrowingCallable call = () -> readAll(peer);
                assertThat(failureOf(() -> assertThatCall(call).reportsTruncation()))
                        .endsWith("as if it had the whole answer.");
            }
        }

        @Test
        void saysThatAStreamIsStillToBeRead() {
            assertThat(failureOf(() -> assertThatCall(() -> new ByteArrayInputStream(new byte[4]))
                            .reportsTruncation()))
                    .startsWith("""
                            Expecting the call
                            to report that its answer was cut short, by failing with a connection loss within 5 s,
                            but it returned after _ ms what is still to be read; have the call read it to its end.
                            >""");
            assertThat(Stream.of(new StringReader(""), Stream.of(), List.of().iterator(), new SubmissionPublisher<>())
                            .map(value ->
                                    failureOf(() -> assertThatCall(() -> value).reportsTruncation())))
                    .allMatch(message -> message.contains("what is still to be read"));
        }

        @Test
        void saysThatAFutureIsStillToCome() {
            assertThat(failureOf(() -> assertThatCall(() -> new CompletableFuture<String>())
                            .reportsTruncation()))
                    .contains("but it returned after _ ms what is still to come; have the call wait for it.");
        }

        private Peer cutAnswer() {
            return Peer.plan()
                    .speak(Conversation.greeting("a whole answer"))
                    .fault(Fault.close(Trigger.afterSending(4)))
                    .listen();
        }

        @Test
        void failsOnWhatFailsOtherwise() {
            assertThat(failureOf(() -> assertThatCall(() -> {
                                throw new IOException("strange");
                            })
                            .reportsTruncation()))
                    .isEqualTo("""
                            Expecting the call
                            to report that its answer was cut short, by failing with a connection loss within 5 s,
                            but it failed with UNKNOWN after _ ms.
                               java.io.IOException: strange
                            Help: nothing in the cause chain tells of the network. Whoever wraps a network failure has to hand it on as the cause of the new exception.""");
        }

        @Test
        void failsWhenTheTimeIsUp() {
            assertThat(failureOf(() ->
                            assertThatCall(() -> never.await()).within(SHORT).reportsTruncation()))
                    .contains("within 40 ms,\nbut it was still running after 40 ms, and ended only when");
        }
    }

    @Nested
    class SucceedsWithin {

        @Test
        void goesOnToTheValue() {
            assertThatCall(() -> "answer").succeedsWithin(FAR).isEqualTo("answer");
            assertThatCall(() -> "answer").succeedsWithin(FAR, as(STRING)).startsWith("an");
            assertThatCall(() -> {}).succeedsWithin(FAR).isNull();
        }

        @Test
        void keepsTheDescription() {
            assertThatThrownBy(() -> assertThatCall(() -> "answer")
                            .as("asking")
                            .succeedsWithin(FAR, as(STRING))
                            .isEmpty())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("[asking] ");
        }

        @Test
        void failsOnWhatThrows() {
            var failure = catchThrowable(
                    () -> assertThatCall(CallTest::breaks).as("asking").succeedsWithin(FAR));
            assertThat(masked(failure.getMessage())).isEqualTo("""
                            [asking] Expecting the call
                            to succeed within 10 min,
                            but it failed with BROKEN_PIPE after _ ms.
                            >  java.net.SocketException: Broken pipe""");
            assertThat(failure).hasCause(BROKEN_PIPE);
        }

        @Test
        void failsOnWhatReturnsTooLate() {
            assertThat(failureOf(() -> slow("answer").succeedsWithin(SHORT))).isEqualTo("""
                            Expecting the call
                            to succeed within 40 ms,
                            but it returned after _ ms.
                            >  "answer\"""");
        }

        @Test
        void failsOnWhatHangs() {
            assertThat(failureOf(() -> assertThatCall(() -> never.await()).succeedsWithin(SHORT)))
                    .startsWith("Expecting the call\nto succeed within 40 ms,\nbut it was still running after 40 ms, ");
        }
    }

    @Nested
    class ItsThrowable {

        @Test
        void isGoneOnTo() {
            assertThatCall(CallTest::breaks).throwable().isBrokenPipe().isSameAs(BROKEN_PIPE);
        }

        @Test
        void keepsTheDescription() {
            assertThatThrownBy(() -> assertThatCall(CallTest::breaks)
                            .as("asking")
                            .throwable()
                            .isConnectionReset())
                    .hasMessageStartingWith("[asking] Expecting java.net.SocketException\nto tell of CONNECTION_RESET");
        }

        @Test
        void isMissedWhereTheCallReturns() {
            assertThat(failureOf(
                            () -> assertThatCall(() -> "answer").throwable().isBrokenPipe()))
                    .isEqualTo("""
                            Expecting the call
                            to fail within 5 s,
                            but it returned after _ ms.
                            >  "answer\"""");
        }

        @Test
        void isMissedWhereTheCallHangs() {
            assertThat(failureOf(() -> assertThatCall(() -> never.await())
                            .within(SHORT)
                            .throwable()
                            .isBrokenPipe()))
                    .startsWith("Expecting the call\nto fail within 40 ms,\nbut it was still running after 40 ms, ");
        }
    }

    @Nested
    class TheCallItself {

        @Test
        void isMadeOnce() {
            var calls = new AtomicInteger();
            assertThatCall(() -> {
                        calls.incrementAndGet();
                        breaks();
                    })
                    .givesUpWithin(FAR)
                    .failsWithin(FAR)
                    .failsWith(NetworkFailure.BROKEN_PIPE)
                    .throwable()
                    .isConnectionLoss();
            assertThat(calls).hasValue(1);
        }

        @Test
        void isNotMadeWithoutAnAssertion() {
            var calls = new AtomicInteger();
            var unused = assertThatCall(calls::incrementAndGet).within(FAR);
            assertThat(calls).hasValue(0);
        }

        @Test
        void staysHungOnceItHasHung() {
            var call = assertThatCall(() -> never.await());
            assertThat(failureOf(() -> call.givesUpWithin(SHORT))).contains("but it was still running after 40 ms");
            // It has ended since, when it was interrupted.
            assertThat(failureOf(() -> call.failsWithin(FAR)))
                    .startsWith("Expecting the call\nto fail within 10 min,\nbut it was still running after 40 ms");
            assertThat(failureOf(call::failsWithConnectionLoss)).contains("but it was still running after 40 ms");
        }

        @Test
        void runsOnADaemonThreadWithTheContextOfTheTest() throws Exception {
            var loader = new ClassLoader() {};
            var own = Thread.currentThread();
            var before = own.getContextClassLoader();
            own.setContextClassLoader(loader);
            try {
                assertThatCall(Thread::currentThread).succeedsWithin(FAR).satisfies(thread -> {
                    assertThat(thread).isNotSameAs(own);
                    assertThat(thread.isDaemon()).isTrue();
                    assertThat(thread.getName()).startsWith("peerless-call-");
                });
                assertThatCall(() -> Thread.currentThread().getContextClassLoader())
                        .succeedsWithin(FAR)
                        .isSameAs(loader);
            } finally {
                own.setContextClassLoader(before);
            }
        }

        @Test
        void isInterruptedWithTheTest() throws Exception {
            var interrupted = new CompletableFuture<Throwable>();
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> assertThatCall(() -> interrupted.complete(catchThrowable(never::await)))
                                .givesUpWithin(FAR))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("interrupted while waiting for the end of the call")
                        .hasCauseInstanceOf(InterruptedException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
            assertThat(interrupted.get()).isInstanceOf(InterruptedException.class);
        }

        @Test
        void mayHoldAssertionsOfTheTest() {
            assertThatThrownBy(() -> assertThatCall(() -> assertThat("a").isEqualTo("b"))
                            .givesUpWithin(FAR)
                            .failsWithin(FAR))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected: \"b\"");
        }

        @Test
        void mayThrowWhatIsNoException() {
            var strange = new Throwable("strange");
            assertThatCall((ThrowingCallable) () -> {
                        throw strange;
                    })
                    .throwable()
                    .hasCause(strange);
            var error = new StackOverflowError();
            assertThatCall((ThrowingCallable) () -> {
                        throw error;
                    })
                    .throwable()
                    .isSameAs(error);
        }

        @Test
        void mustBeThere() {
            assertThatThrownBy(() -> new CallAssert<>((Callable<?>) null).givesUpWithin(FAR))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Expecting actual not to be null");
        }

        @Test
        void needsTime() {
            assertThatThrownBy(() -> assertThatCall(() -> {}).givesUpWithin(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a time to wait or to watch must be positive, but was PT0S");
            assertThatThrownBy(() -> assertThatCall(() -> {}).within(Duration.ofMillis(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
