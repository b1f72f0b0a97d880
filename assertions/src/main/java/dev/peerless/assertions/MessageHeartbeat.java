package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;

/**
 * A message of exactly these bytes. Where messages begin cannot be told from bytes alone: one is taken to begin where a
 * read does, and where a heartbeat has ended.
 *
 * @param message the whole message
 */
record MessageHeartbeat(Bytes message) implements Heartbeat {

    @Override
    public Recogniser begin() {
        return new Messages();
    }

    @Override
    public String toString() {
        return "message " + message;
    }

    private final class Messages implements Recogniser {

        /** How much of a message that began in an earlier read has come. */
        private int matched;

        @Override
        public int heartbeatsIn(Data data) {
            int found = 0;
            var read = data.payload();
            for (int i = 0; i < read.size(); i++) {
                if (read.at(i) != message.at(matched)) {
                    boolean isContinued = i < matched;
                    matched = 0;
                    // What looked like the rest of a message may be the beginning of one.
                    return isContinued ? heartbeatsIn(data) : found;
                }
                if (++matched == message.size()) {
                    found++;
                    matched = 0;
                }
            }
            return found;
        }
    }
}
