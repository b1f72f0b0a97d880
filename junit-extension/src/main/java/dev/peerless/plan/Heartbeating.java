package dev.peerless.plan;

import dev.peerless.fault.Connections;
import dev.peerless.fault.DurationText;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeats of a peer that speaks itself, beside its conversation: those it {@linkplain Sending sends}, and those of the
 * code under test that it {@linkplain Answering answers}. After so many it goes mute and stays connected.
 *
 * <pre>{@code
 * Peer.plan().heartbeats(Heartbeating.sending("PING\n", Duration.ofMillis(100)).atMost(3))
 * Peer.plan().heartbeats(Heartbeating.answering("PING\n", "PONG\n").atMost(2))
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Heartbeating {

    /** Never goes mute. */
    int UNLIMITED = Integer.MAX_VALUE;

    /** The shortest interval of heartbeats: 1 ms. */
    Duration SHORTEST_INTERVAL = Duration.ofMillis(1);

    /**
     * Tells on which connections.
     *
     * @return their numbers, in order of acceptance
     */
    Connections connections();

    /**
     * Sends heartbeats, until the connection ends.
     *
     * @param message what one is
     * @param every the interval, from the connect on
     * @return the sending
     * @throws IllegalArgumentException if the message is empty or the interval below 1 ms
     */
    static Sending sending(Bytes message, Duration every) {
        return new Sending(message, every, UNLIMITED, Connections.ALL);
    }

    /**
     * Sends heartbeats, until the connection ends.
     *
     * @param message what one is, sent as UTF-8
     * @param every the interval, from the connect on
     * @return the sending
     * @throws IllegalArgumentException if the message is empty or the interval below 1 ms
     */
    static Sending sending(String message, Duration every) {
        return sending(Bytes.utf8(message), every);
    }

    /**
     * Answers heartbeats of exactly these bytes. Where they are looked for: if they end with their only {@code \n}, each
     * line is looked at, however the reads cut it. Otherwise a heartbeat begins where a read begins, or right behind
     * another heartbeat, and may go on in later reads; whatever else a read begins with is no heartbeat up to its end. Say
     * {@linkplain #answering(Bytes, Bytes, Framing) where messages end} if that is not enough.
     *
     * @param received the whole heartbeat, with its ending
     * @param answer the whole answer, with its ending
     * @return the answering, of all of them
     * @throws IllegalArgumentException if either is empty
     */
    static Answering answering(Bytes received, Bytes answer) {
        if (Required.notNull(received, "received").isEmpty()
                || Required.notNull(answer, "answer").isEmpty()) {
            throw new IllegalArgumentException("a heartbeat and its answer have at least one byte, but " + received
                    + " was to be answered with " + answer);
        }
        return new Answering(
                "answers heartbeats " + received.preview(32) + " with " + answer.preview(32),
                (rest, limit) -> new ExactHeartbeats(received, answer, limit, rest),
                UNLIMITED,
                Connections.ALL);
    }

    /**
     * Answers heartbeats of exactly these bytes in a protocol that says where messages end. See {@link #framed}.
     *
     * @param received the whole message
     * @param answer the whole answer
     * @param framing where messages of the code under test end
     * @return the answering, of all of them
     * @throws IllegalArgumentException if the heartbeat is not one message of that protocol, or the answer is empty
     */
    static Answering answering(Bytes received, Bytes answer, Framing framing) {
        var exact = answering(received, answer);
        if (!Required.notNull(framing, "framing").isMessage(received)) {
            throw new IllegalArgumentException(
                    "a heartbeat is one whole message of " + framing + ", but was to be " + received);
        }
        return new Answering(
                exact.name,
                (rest, limit) -> new FramedHeartbeats(
                        framing::lengthOf, message -> message.equals(received) ? answer : null, limit, rest),
                UNLIMITED,
                Connections.ALL);
    }

    /**
     * Answers heartbeats of exactly this text. See {@link #answering(Bytes, Bytes)}.
     *
     * @param received the whole heartbeat, with its ending, taken as UTF-8
     * @param answer the whole answer, with its ending, sent as UTF-8
     * @return the answering, of all of them
     * @throws IllegalArgumentException if either is empty
     */
    static Answering answering(String received, String answer) {
        return answering(Bytes.utf8(received), Bytes.utf8(answer));
    }

    /**
     * Answers heartbeats of a protocol that says where messages end: the same bytes within a message are none. The other
     * messages go on to the conversation, each once it is whole.
     *
     * @param name names the heartbeat in the text form of plans, such as {@code "MQTT PINGREQ"}
     * @param lengthOf gives the length of the first message, from as many bytes as have come, at least one; 0 or less if
     *     that cannot be told yet. A message of more than 1 MiB is no heartbeat
     * @param answers from a whole message to the answer, {@code null} if it is no heartbeat
     * @return the answering, of all of them
     */
    static Answering framed(String name, ToIntFunction<Bytes> lengthOf, Function<Bytes, @Nullable Bytes> answers) {
        Required.notNull(lengthOf, "lengthOf");
        Required.notNull(answers, "answers");
        return new Answering(
                "answers heartbeats (" + Required.notNull(name, "name") + ")",
                (rest, limit) -> new FramedHeartbeats(lengthOf, answers, limit, rest),
                UNLIMITED,
                Connections.ALL);
    }

    /**
     * Heartbeats that the peer sends of its own accord: they fall due at multiples of the interval after the connect, or after
     * the TLS handshake, and one that a busy machine sends late does not delay the next. Each goes out between two answers of
     * the conversation, never within one, and counts as sent for faults. None comes once the peer has closed, half-closed,
     * reset or vanished. Those that fall due while the connection is stalled, or while 1 MiB waits to be sent, are left out:
     * they are not made up for, and do not count. Several that are late together come as one.
     *
     * @param message what one is, at least one byte
     * @param every the interval, at least 1 ms
     * @param atMost after how many the peer goes mute, at least 1, or {@link #UNLIMITED}
     * @param connections on which connections
     */
    record Sending(Bytes message, Duration every, int atMost, Connections connections) implements Heartbeating {

        /**
         * Checks the parts.
         *
         * @param message what one is, at least one byte
         * @param every the interval, at least 1 ms
         * @param atMost after how many the peer goes mute, at least 1, or {@link #UNLIMITED}
         * @param connections on which connections
         * @throws IllegalArgumentException if one of them is not so
         */
        public Sending {
            Required.notNull(connections, "connections");
            if (Required.notNull(message, "message").isEmpty()) {
                throw new IllegalArgumentException("a heartbeat has at least one byte, but was empty");
            }
            if (Required.notNull(every, "every").compareTo(SHORTEST_INTERVAL) < 0) {
                throw new IllegalArgumentException(
                        "heartbeats come every 1 ms at most, but these were to come every " + DurationText.of(every));
            }
            if (atMost < 1) {
                throw new IllegalArgumentException("a peer goes mute after 1 heartbeat or more, but was to after "
                        + atMost + "; without any, leave them out");
            }
        }

        /**
         * Goes mute.
         *
         * @param heartbeats after how many on each connection, at least 1
         * @return the same, of so many
         * @throws IllegalArgumentException if it is less than 1
         */
        public Sending atMost(int heartbeats) {
            return new Sending(message, every, heartbeats, connections);
        }

        /**
         * Beats on some connections only.
         *
         * @param those which
         * @return the same, on those
         */
        public Sending on(Connections those) {
            return new Sending(message, every, atMost, those);
        }

        @Override
        public String toString() {
            return "sends heartbeats " + message.preview(32) + " every " + DurationText.of(every)
                    + limits(atMost, connections);
        }
    }

    /**
     * Answers to heartbeats of the code under test, in front of the conversation: it hears all but the heartbeats. Those
     * that are answered no more are not for the conversation either, which goes on with the rest.
     */
    final class Answering implements Heartbeating {

        private final String name;
        private final Listening listening;
        private final int atMost;
        private final Connections connections;

        /** Puts itself in front of the dialogue of one connection. */
        interface Listening {
            Dialogue before(Dialogue rest, int atMost);
        }

        private Answering(String name, Listening listening, int atMost, Connections connections) {
            this.name = name;
            this.listening = listening;
            this.atMost = atMost;
            this.connections = connections;
        }

        /**
         * Goes mute.
         *
         * @param heartbeats how many are answered on each connection, the first ones; with 0 none is
         * @return the same, of so many
         * @throws IllegalArgumentException if it is negative
         */
        public Answering atMost(int heartbeats) {
            if (heartbeats < 0) {
                throw new IllegalArgumentException(
                        "a peer answers 0 heartbeats or more, but was to answer at most " + heartbeats);
            }
            return new Answering(name, listening, heartbeats, connections);
        }

        /**
         * Answers on some connections only; on the others heartbeats go to the conversation.
         *
         * @param those which
         * @return the same, on those
         */
        public Answering on(Connections those) {
            return new Answering(name, listening, atMost, Required.notNull(those, "those"));
        }

        @Override
        public Connections connections() {
            return connections;
        }

        /**
         * Puts the answering in front of a conversation, on whichever connection that is begun.
         *
         * @param conversation what is spoken besides
         * @return both together
         */
        public Conversation before(Conversation conversation) {
            var rest = Conversing.text(Required.notNull(conversation, "conversation"));
            var text = name + limits(atMost, Connections.ALL);
            return Spoken.as(
                    rest.isEmpty() ? text : rest + ", " + text,
                    () -> listening.before(Conversing.begin(conversation), atMost));
        }

        @Override
        public String toString() {
            return name + limits(atMost, connections);
        }
    }

    private static String limits(int atMost, Connections connections) {
        return (atMost == UNLIMITED ? "" : ", at most " + atMost)
                + (connections.equals(Connections.ALL) ? "" : ", " + connections);
    }
}
