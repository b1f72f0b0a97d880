package dev.peerless.fault;

import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * When a fault strikes. Every trigger fires at most once per connection.
 *
 * <p>Byte counts are exact: what lies beyond the threshold is neither answered nor relayed before the effect.
 *
 * <p>One that waits for bytes to arrive strikes <em>instead of</em> the answer to the last of them. That byte still
 * reaches the conversation or the upstream, but what comes back for it is dropped, or kept by {@link Effect.Stall} until
 * the connection resumes. The bytes before it are answered or relayed as ever, wherever the reads cut them. To strike
 * after an answer, or within it, use {@link #afterSending(long)}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Trigger {

    /**
     * As soon as the connection is accepted, before any byte is read.
     *
     * @return the trigger
     */
    static Trigger onConnect() {
        return new OnConnect();
    }

    /**
     * When the first byte has arrived that the code under test sends, which is where its TLS handshake begins, and before
     * any answer to it; what does not begin as a record of the handshake is plaintext, on which it does not strike. Under a
     * peer that speaks TLS this is always about the wire, whatever its other faults count.
     *
     * @return the trigger
     */
    static Trigger inTlsHandshake() {
        return new InTlsHandshake();
    }

    /**
     * When so many bytes have arrived from the code under test, instead of the answer to the last of them.
     *
     * @param bytes at least 1
     * @return the trigger
     */
    static Trigger afterReceiving(long bytes) {
        return new AfterReceiving(bytes);
    }

    /**
     * When so many bytes have been handed to the kernel for the code under test.
     *
     * @param bytes at least 1
     * @return the trigger
     */
    static Trigger afterSending(long bytes) {
        return new AfterSending(bytes);
    }

    /**
     * When this pattern has arrived, wherever the reads cut it, instead of the answer to its last byte.
     *
     * @param pattern what to wait for, not empty
     * @return the trigger
     */
    static Trigger whenReceived(Bytes pattern) {
        return new WhenReceived(pattern);
    }

    /**
     * When this text has arrived, in UTF-8, instead of the answer to its last byte.
     *
     * @param text what to wait for, not empty
     * @return the trigger
     */
    static Trigger whenReceived(String text) {
        return new WhenReceived(Bytes.utf8(text));
    }

    /**
     * When the connection is so old, whatever goes over it.
     *
     * @param age positive
     * @return the trigger
     */
    static Trigger connectedFor(Duration age) {
        return new ConnectedFor(age);
    }

    /**
     * When no byte has passed in either direction for so long.
     *
     * @param idle positive
     * @return the trigger
     */
    static Trigger idleFor(Duration idle) {
        return new IdleFor(idle);
    }

    /**
     * At the first byte that arrives after nothing had passed in either direction for so long. That byte is neither
     * answered nor relayed before the effect.
     *
     * @param idle positive
     * @return the trigger
     */
    static Trigger receivingAfterIdle(Duration idle) {
        return new ReceivingAfterIdle(idle);
    }

    /**
     * As soon as all has been sent that the peer says of its own accord when a connection begins: the request of a client
     * peer, the greeting of a stub.
     *
     * @return the trigger
     */
    static Trigger whenSaid() {
        return new WhenSaid();
    }

    /**
     * When the test asks for it.
     *
     * @return the trigger
     */
    static Trigger onDemand() {
        return new OnDemand();
    }

    /** See {@link #onConnect()}. */
    record OnConnect() implements Trigger {
        @Override
        public String toString() {
            return "on connect";
        }
    }

    /** See {@link #inTlsHandshake()}. */
    record InTlsHandshake() implements Trigger {
        @Override
        public String toString() {
            return "in the TLS handshake";
        }
    }

    /**
     * See {@link #afterReceiving(long)}.
     *
     * @param bytes at least 1
     */
    record AfterReceiving(long bytes) implements Trigger {
        /**
         * Checks the count.
         *
         * @param bytes at least 1
         */
        public AfterReceiving {
            requirePositive(bytes);
        }

        @Override
        public String toString() {
            return "after receiving " + bytesText(bytes);
        }
    }

    /**
     * See {@link #afterSending(long)}.
     *
     * @param bytes at least 1
     */
    record AfterSending(long bytes) implements Trigger {
        /**
         * Checks the count.
         *
         * @param bytes at least 1
         */
        public AfterSending {
            requirePositive(bytes);
        }

        @Override
        public String toString() {
            return "after sending " + bytesText(bytes);
        }
    }

    /**
     * See {@link #whenReceived(Bytes)}.
     *
     * @param pattern not empty
     */
    record WhenReceived(Bytes pattern) implements Trigger {
        /**
         * Checks the pattern.
         *
         * @param pattern not empty
         */
        public WhenReceived {
            if (Required.notNull(pattern, "pattern").isEmpty()) {
                throw new IllegalArgumentException("the pattern to wait for must not be empty");
            }
        }

        @Override
        public String toString() {
            return "when receiving " + pattern;
        }
    }

    /**
     * See {@link #connectedFor(Duration)}.
     *
     * @param age positive
     */
    record ConnectedFor(Duration age) implements Trigger {
        /**
         * Checks the duration.
         *
         * @param age positive
         */
        public ConnectedFor {
            requirePositive(age);
        }

        @Override
        public String toString() {
            return "after " + DurationText.of(age);
        }
    }

    /**
     * See {@link #idleFor(Duration)}.
     *
     * @param idle positive
     */
    record IdleFor(Duration idle) implements Trigger {
        /**
         * Checks the duration.
         *
         * @param idle positive
         */
        public IdleFor {
            requirePositive(idle);
        }

        @Override
        public String toString() {
            return "after " + DurationText.of(idle) + " of idleness";
        }
    }

    /**
     * See {@link #receivingAfterIdle(Duration)}.
     *
     * @param idle positive
     */
    record ReceivingAfterIdle(Duration idle) implements Trigger {
        /**
         * Checks the duration.
         *
         * @param idle positive
         */
        public ReceivingAfterIdle {
            requirePositive(idle);
        }

        @Override
        public String toString() {
            return "on the first byte after " + DurationText.of(idle) + " of idleness";
        }
    }

    /** See {@link #whenSaid()}. */
    record WhenSaid() implements Trigger {
        @Override
        public String toString() {
            return "when all is sent that it says first";
        }
    }

    /** See {@link #onDemand()}. */
    record OnDemand() implements Trigger {
        @Override
        public String toString() {
            return "on demand";
        }
    }

    /** From the moment the peer exists, before it has any connection: for effects that are about connects, and only those. */
    record FromTheStart() implements Trigger {
        @Override
        public String toString() {
            return "from the start";
        }
    }

    private static void requirePositive(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a byte threshold is at least 1, but was " + bytes);
        }
    }

    private static void requirePositive(Duration duration) {
        if (Required.notNull(duration, "duration").isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a duration must be positive, but was " + DurationText.of(duration));
        }
    }

    private static String bytesText(long bytes) {
        return bytes == 1 ? "1 byte" : bytes + " bytes";
    }
}
