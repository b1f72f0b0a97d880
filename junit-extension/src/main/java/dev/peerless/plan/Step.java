package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import org.apiguardian.api.API;

/** One step of a recorded conversation. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Step {

    /**
     * Sends bytes.
     *
     * @param bytes what to send
     * @return the step
     */
    static Step send(Bytes bytes) {
        return new Send(Required.notNull(bytes, "bytes"));
    }

    /**
     * Sends text as UTF-8.
     *
     * @param text what to send
     * @return the step
     */
    static Step send(String text) {
        return new Send(Bytes.utf8(text));
    }

    /**
     * Waits until so many more bytes have arrived.
     *
     * @param count at least 1
     * @return the step
     */
    static Step await(long count) {
        return new AwaitCount(count);
    }

    /**
     * Waits until this text has arrived after what earlier steps waited for.
     *
     * @param text what to wait for, not empty
     * @return the step
     */
    static Step await(String text) {
        return new AwaitBytes(Bytes.utf8(text));
    }

    /**
     * Sends a FIN.
     *
     * @return the step
     */
    static Step finish() {
        return new Finish();
    }

    /**
     * See {@link #send(Bytes)}.
     *
     * @param bytes what to send
     */
    record Send(Bytes bytes) implements Step {
        /**
         * Checks that they are there.
         *
         * @param bytes what to send
         */
        public Send {
            Required.notNull(bytes, "bytes");
        }

        @Override
        public String toString() {
            return "send " + bytes.preview(16);
        }
    }

    /**
     * See {@link #await(long)}.
     *
     * @param count at least 1
     */
    record AwaitCount(long count) implements Step {
        /**
         * Checks the count.
         *
         * @param count at least 1
         */
        public AwaitCount {
            if (count < 1) {
                throw new IllegalArgumentException("a step waits for at least 1 byte, but was to wait for " + count);
            }
        }

        @Override
        public String toString() {
            return "await " + count + " B";
        }
    }

    /**
     * See {@link #await(String)}.
     *
     * @param bytes what to wait for, not empty
     */
    record AwaitBytes(Bytes bytes) implements Step {
        /**
         * Checks the bytes.
         *
         * @param bytes what to wait for, not empty
         */
        public AwaitBytes {
            if (Required.notNull(bytes, "bytes").isEmpty()) {
                throw new IllegalArgumentException("a step waits for at least 1 byte, but was to wait for none");
            }
        }

        @Override
        public String toString() {
            return "await " + bytes.preview(16);
        }
    }

    /** See {@link #finish()}. */
    record Finish() implements Step {
        @Override
        public String toString() {
            return "finish";
        }
    }
}
