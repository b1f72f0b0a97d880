package dev.peerless.transcript;

import dev.peerless.wire.Bytes;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What had been observed at one moment, of a connection or of a whole peer: immutable, in order.
 *
 * @param events the events
 * @param epoch the {@link System#nanoTime()} reading that counts as +0.000 ms
 * @param ended whether nothing more will come, since the peer has closed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Transcript(List<WireEvent> events, long epoch, boolean ended) {

    /**
     * Tells how many events there are.
     *
     * @return their number
     */
    public int size() {
        return events.size();
    }

    /**
     * Gives the events of one connection.
     *
     * @param connection its number
     * @return those events alone, on the same time scale
     */
    public Transcript ofConnection(int connection) {
        return new Transcript(
                events.stream()
                        .filter(event -> event.connection() == connection)
                        .toList(),
                epoch,
                ended);
    }

    /**
     * Gives what has arrived from the code under test, as far as it was recorded; where the peer speaks TLS itself, what was
     * said under it.
     *
     * @return the bytes of all received data in order
     */
    public Bytes received() {
        return events.stream()
                .filter(event -> event instanceof WireEvent.Data data && data.direction() == Direction.RECEIVED)
                .map(event -> ((WireEvent.Data) event).payload())
                .reduce(Bytes.EMPTY, Bytes::plus);
    }

    /**
     * Writes the events down, with one or more of them marked; a long transcript is shortened in the middle.
     *
     * @param deciding the events to mark with {@code >} in the first column
     * @return a line per event
     */
    public String marking(WireEvent... deciding) {
        return TranscriptText.of(this, List.of(deciding));
    }

    /**
     * Tells when an event was, as its line does.
     *
     * @param event one of these events
     * @return milliseconds from the epoch on, such as {@code +1.214 ms}
     */
    public String time(WireEvent event) {
        return TranscriptText.time(this, event);
    }

    /**
     * Tells what an event was, as its line does, without connection, time and direction.
     *
     * @param event one of these events
     * @return one line, such as {@code data 5 B  "hello"}
     */
    public String describe(WireEvent event) {
        return TranscriptText.description(event);
    }

    /**
     * Finds the events that a failure message marks in this transcript, or in an earlier one of the same peer.
     *
     * @param message what an assertion that failed says
     * @return the events whose marked line stands in it, in order; none if it marks nothing
     */
    public List<WireEvent> markedIn(String message) {
        return TranscriptText.markedIn(this, message);
    }

    /**
     * Writes the events down.
     *
     * @return a line per event
     */
    @Override
    public String toString() {
        return marking();
    }
}
