package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;

/**
 * A line that holds nothing but this text.
 *
 * @param text the text, without its ending
 */
record LineHeartbeat(Bytes text) implements Heartbeat {

    @Override
    public Recogniser begin() {
        return new Lines();
    }

    @Override
    public String toString() {
        return "line " + text;
    }

    private final class Lines implements Recogniser {

        private Bytes line = Bytes.EMPTY;

        @Override
        public int heartbeatsIn(Data data) {
            int found = 0;
            var read = data.payload();
            int start = 0;
            for (int i = 0; i < read.size(); i++) {
                if (read.at(i) == '\n') {
                    keep(read.slice(start, i));
                    found += isHeartbeat() ? 1 : 0;
                    line = Bytes.EMPTY;
                    start = i + 1;
                }
            }
            keep(read.slice(start, read.size()));
            return found;
        }

        /** A longer line cannot be one, so no more of it is kept than shows that. */
        private void keep(Bytes piece) {
            int room = text.size() + 2 - line.size();
            line = line.plus(piece.slice(0, Math.min(room, piece.size())));
        }

        private boolean isHeartbeat() {
            boolean carriageReturn = !line.isEmpty() && line.at(line.size() - 1) == '\r';
            return text.equals(carriageReturn ? line.slice(0, line.size() - 1) : line);
        }
    }
}
