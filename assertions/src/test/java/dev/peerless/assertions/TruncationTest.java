package dev.peerless.assertions;

import static dev.peerless.assertions.Calls.hangs;
import static dev.peerless.assertions.Calls.readAll;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.Waits.SHORT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Calls that are to notice that they got a part only. */
class TruncationTest {

    @Test
    void passesOnAnyLoss() {
        assertThatCall(() -> {
                    throw new IOException("Premature EOF");
                })
                .reportsTruncation();
        assertThatCall(Calls::breaks).reportsTruncation();
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
            assertThat(failureOf(() ->
                            assertThatCall(() -> readAll(peer).getBytes(UTF_8)).reportsTruncation()))
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
        assertThat(failureOf(() ->
                        assertThatCall(() -> new CompletableFuture<String>()).reportsTruncation()))
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
                        Help: nothing in the cause chain tells of the network. Whoever wraps a network failure has to hand it on as the cause of the new exception; where a read gave -1 or null there was none to wrap, and an EOFException tells of that.""");
    }

    @Test
    void failsWhenTheTimeIsUp() {
        assertThat(failureOf(() -> assertThatCall(() -> hangs()).within(SHORT).reportsTruncation()))
                .contains("within 40 ms,\nbut it was still running after 40 ms, and ended only when");
    }
}
