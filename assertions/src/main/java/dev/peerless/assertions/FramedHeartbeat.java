package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * A message of a protocol that says where messages end.
 *
 * @param name names it in messages
 * @param lengthOf gives the length of the first message, from as many bytes as have come; 0 or less if that cannot be told
 *     yet
 * @param isHeartbeat tells heartbeats from other messages
 */
record FramedHeartbeat(String name, ToIntFunction<Bytes> lengthOf, Predicate<Bytes> isHeartbeat) implements Heartbeat {

    @Override
    public Recogniser begin() {
        return new Messages();
    }

    @Override
    public String toString() {
        return name;
    }

    private final class Messages implements Recogniser {

        private Bytes unread = Bytes.EMPTY;

        @Override
        public int heartbeatsIn(Data data) {
            unread = unread.plus(data.payload());
            int found = 0;
            for (int length = nextLength(); length > 0; length = nextLength()) {
                found += isHeartbeat.test(unread.slice(0, length)) ? 1 : 0;
                unread = unread.slice(length, unread.size());
            }
            return found;
        }

        /** The length of the next message, or 0 if it has not all come. */
        private int nextLength() {
            int length = unread.isEmpty() ? 0 : lengthOf.applyAsInt(unread);
            return length <= unread.size() ? Math.max(0, length) : 0;
        }
    }
}
