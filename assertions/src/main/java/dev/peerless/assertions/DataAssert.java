package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AssertionErrorCollector;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the data that have arrived from the code under test on one connection, since it came and whatever the
 * reads that brought them. Begun by {@link ConnectionAssert#receivedData()}.
 *
 * <p>Each waits until what has come so far is as expected: as long as {@link ConnectionAssert#within(java.time.Duration)}
 * says. It fails as soon as that can no longer come, which is at the end of the input, by FIN or RST, at the latest. None
 * waits for whether more will come: to be sure of that, say {@code endedByFin()} before. What is sent to a stalled peer
 * has not arrived, and a peer that vanished has read it nonetheless.
 *
 * <p>A peer {@linkplain dev.peerless.peer.PeerSetup#recordPayloadUpTo(int) records} the payload of the first 64 KiB by
 * default. Those that are about all that has come, {@code isExactly}, {@code endsWith}, {@code hasSha256} and {@code
 * hasContentSatisfying}, fail where more has come, rather than judge by a part. {@code contains}, {@code
 * containsInOrder} and {@code startsWith} fail only if what is recorded does not hold it; {@code hasSize} needs none.
 *
 * <p>Not safe for use by several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class DataAssert extends ChainedAssert<DataAssert, Connection> {

    private final ConnectionAssert connectionAssert;

    DataAssert(ConnectionAssert before, Connection connection, @Nullable AssertionErrorCollector softly) {
        super(connection, DataAssert.class, before, softly);
        connectionAssert = before;
    }

    /**
     * Like {@link #isExactly(Bytes)}, of a text in UTF-8.
     *
     * @param expected all that is to have arrived, not empty
     * @return this
     * @throws AssertionError if something else arrived, or not all of it
     */
    public DataAssert isExactly(String expected) {
        return isExactly(Bytes.utf8(expected));
    }

    /**
     * Waits until exactly these bytes have arrived. The same as {@link ConnectionAssert#received(Bytes)}.
     *
     * @param expected all that is to have arrived, not empty
     * @return this
     * @throws AssertionError if something else arrived, not all of it, or more, or that cannot be known
     */
    public DataAssert isExactly(Bytes expected) {
        return check(ReceivedJudge.exactly(connectionAssert.scope(), expected));
    }

    /**
     * Like {@link #contains(Bytes)}, of a text in UTF-8.
     *
     * @param expected what is to have arrived among others, not empty
     * @return this
     * @throws AssertionError if it has not arrived
     */
    public DataAssert contains(String expected) {
        return contains(Bytes.utf8(expected));
    }

    /**
     * Waits until these bytes have arrived among others. The same as {@link ConnectionAssert#receivedContaining(Bytes)}.
     *
     * @param expected what is to have arrived among others, not empty
     * @return this
     * @throws AssertionError if it has not arrived, or that cannot be known
     */
    public DataAssert contains(Bytes expected) {
        return check(new ContainingJudge(connectionAssert.scope(), expected));
    }

    /**
     * Like {@link #containsInOrder(Bytes...)}, of texts in UTF-8.
     *
     * @param expected what is to have arrived, none of them empty
     * @return this
     * @throws AssertionError if one of them has not arrived behind the one before
     */
    public DataAssert containsInOrder(String... expected) {
        return check(new DataInOrder(Arrays.stream(Required.noneNull(expected, "expected"))
                .map(Bytes::utf8)
                .toList()));
    }

    /**
     * Waits until these pieces have arrived, each somewhere behind the end of the one before, with anything or nothing
     * between them. That one of them has come before as well does not matter.
     *
     * @param expected what is to have arrived, none of them empty
     * @return this
     * @throws AssertionError if one of them has not arrived behind the one before, or that cannot be known
     */
    public DataAssert containsInOrder(Bytes... expected) {
        return check(new DataInOrder(List.of(Required.noneNull(expected, "expected"))));
    }

    /**
     * Like {@link #startsWith(Bytes)}, of a text in UTF-8.
     *
     * @param expected what is to have arrived first, not empty
     * @return this
     * @throws AssertionError if something else arrived first, or not all of it
     */
    public DataAssert startsWith(String expected) {
        return startsWith(Bytes.utf8(expected));
    }

    /**
     * Waits until these bytes have arrived, before all others.
     *
     * @param expected what is to have arrived first, not empty
     * @return this
     * @throws AssertionError if something else arrived first, not all of it, or that cannot be known
     */
    public DataAssert startsWith(Bytes expected) {
        return check(ReceivedJudge.atFirst(connectionAssert.scope(), expected));
    }

    /**
     * Like {@link #endsWith(Bytes)}, of a text in UTF-8.
     *
     * @param expected what is to be the last that has arrived, not empty
     * @return this
     * @throws AssertionError if something else is the last when the input ends or the time is up
     */
    public DataAssert endsWith(String expected) {
        return endsWith(Bytes.utf8(expected));
    }

    /**
     * Waits until these bytes are the last that have arrived.
     *
     * @param expected what is to be the last that has arrived, not empty
     * @return this
     * @throws AssertionError if something else is the last when the input ends or the time is up, or that cannot be known
     */
    public DataAssert endsWith(Bytes expected) {
        return check(new DataWithEnd(Payload.notEmpty(expected, "say what is to be the last")));
    }

    /**
     * Waits until so many bytes have arrived. Their payload need not be recorded; of what is not, the peer writes down the
     * counts every 100 ms, and at the end of the input.
     *
     * @param bytes how many in all, 1 or more
     * @return this
     * @throws AssertionError if more have arrived, or not so many
     * @throws IllegalArgumentException if that is less than 1
     */
    public DataAssert hasSize(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException(
                    "a size of data is 1 B or more, but was " + bytes + "; say receivedNothing() instead of none");
        }
        return check(new DataOfSize(bytes));
    }

    /**
     * Waits until all that has arrived so far, taken together, has this hash. Compares whenever something has come, so it
     * needs no end of the input, but fails there if the hash is another.
     *
     * @param hex the SHA-256 as 64 hexadecimal digits, in whatever case
     * @return this
     * @throws AssertionError if the hash is another when the input ends or the time is up, or that cannot be known
     * @throws IllegalArgumentException if that is no SHA-256
     */
    public DataAssert hasSha256(String hex) {
        return check(new DataOfHash(Required.notNull(hex, "hex")));
    }

    /**
     * Waits until all that has arrived so far, taken together, passes assertions. They are tried on the thread of the test
     * whenever something has come, the first time with nothing perhaps, so they must have no effect of their own.
     *
     * <p>A {@code RuntimeException} counts as not met, since a message of which only half has come makes parsers throw:
     * the next try may pass. What the last try threw is the cause of the failure. An exception that aborts the test, as
     * of an assumption, is thrown on.
     *
     * <pre>{@code
     * assertThatConnection(peer).receivedData().hasContentSatisfying(data -> assertThat(data.utf8()).hasLineCount(3));
     * }</pre>
     *
     * @param requirements throws an {@code AssertionError} or a {@code RuntimeException} where they are not met
     * @return this
     * @throws AssertionError if they are not met when the input ends or the time is up, with what the last try said, or
     *     that cannot be known
     */
    public DataAssert hasContentSatisfying(Consumer<Bytes> requirements) {
        return check(new DataSatisfying(Required.notNull(requirements, "requirements")));
    }

    /**
     * Goes back to the connection that brought the data.
     *
     * @return the assert this one was begun by
     */
    @CheckReturnValue
    public ConnectionAssert returnToConnection() {
        return connectionAssert;
    }

    private DataAssert check(DataExpectation expected) {
        return check(new DataJudge(connectionAssert.scope(), expected));
    }

    private DataAssert check(ConnectionJudge judge) {
        return check(() -> connectionAssert.failureOf(judge));
    }
}
