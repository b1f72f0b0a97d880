package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** A test's own requirements of what has arrived. */
class DataRequirementsTest {

    @AutoClose
    private Incoming incoming;

    @BeforeEach
    void connect() throws Exception {
        incoming = Incoming.connected();
    }

    @Test
    void areTriedUntilTheyAreMet() throws Exception {
        incoming.send("one\n").send("two\n");
        incoming.data().hasContentSatisfying(data -> assertThat(data.utf8()).hasLineCount(2));
    }

    @Test
    void failWhenTheTimeIsUpAndSayWhy() throws Exception {
        incoming.send("one\n");
        assertThat(failureOf(() -> incoming.dataSoon()
                        .hasContentSatisfying(
                                data -> assertThat(data.size()).as("size").isEqualTo(8))))
                .isEqualTo("""
                        Expecting connection #1 of peer on port _ (well-behaved)
                        to have received data that satisfy what the test requires,
                        but the 4 B "one\\n" received within 40 ms do not:
                           [size]\s
                           expected: 8
                            but was: 4.
                           #1 _  <  connect from 127.0.0.1:_
                           #1 _  <  data 4 B  "one\\n\"""");
    }

    @Test
    void areNotMetByHalfAMessageThatTheyCannotParse() throws Exception {
        incoming.send("order ");
        incoming.data().hasSize(6);
        var later = new Thread(() -> sendUnchecked("1"));
        incoming.data().hasContentSatisfying(data -> {
            if (later.getState() == Thread.State.NEW) {
                later.start();
            }
            assertThat(Integer.parseInt(data.utf8().split(" ", -1)[1])).isEqualTo(1);
        });
        later.join();
    }

    private void sendUnchecked(String text) {
        try {
            incoming.send(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void failWithTheExceptionThatTheyEndedWith() throws Exception {
        incoming.send("order");
        incoming.data().hasSize(5);
        var failure = catchThrowableOfType(
                AssertionError.class,
                () -> incoming.dataSoon()
                        .hasContentSatisfying(data ->
                                assertThat(data.utf8().split(" ", -1)[1]).isEqualTo("1")));
        assertThat(Messages.masked(failure.getMessage())).isEqualTo("""
                        Expecting connection #1 of peer on port _ (well-behaved)
                        to have received data that satisfy what the test requires,
                        but the 5 B "order" received within 40 ms do not:
                           java.lang.ArrayIndexOutOfBoundsException: Index 1 out of bounds for length 1.
                           #1 _  <  connect from 127.0.0.1:_
                           #1 _  <  data 5 B  "order\"""");
        assertThat(failure).hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void mayAbortTheTest() {
        var aborted = new TestAbortedException("not on this machine");
        assertThatThrownBy(() -> incoming.data().hasContentSatisfying(data -> {
                    throw aborted;
                }))
                .isSameAs(aborted);
    }

    @Test
    void areTheCauseWhereSeveralFailuresAreCollected() throws Exception {
        incoming.send("one");
        var softly = new PeerlessSoftAssertions();
        softly.assertThatConnection(incoming.peer())
                .within(SHORT)
                .receivedData()
                .hasSize(3)
                .hasContentSatisfying(data -> assertThat(data.utf8()).isEqualTo("two"));
        assertThat(softly.assertionErrorsCollected())
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasCauseInstanceOf(AssertionError.class));
    }
}
