package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a well-behaved stub says. It begins one {@link Dialogue} per connection.
 *
 * <p>A conversation of your own implements this interface, and its dialogues are called on an event-loop thread: they
 * must not block. One that throws fails the test whose peer spoke it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Conversation {

    /**
     * Begins to talk on a new connection.
     *
     * @return the dialogue of that connection alone
     */
    Dialogue begin();

    /**
     * Says nothing, whatever arrives. When the code under test sends its FIN, the peer sends its own.
     *
     * @return the conversation
     */
    static Conversation silence() {
        return Spoken.as("", () -> (bytes, replies) -> {});
    }

    /**
     * Sends back every byte that arrives, in order.
     *
     * @return the conversation
     */
    static Conversation echo() {
        return Spoken.as("echoes", () -> (bytes, replies) -> replies.send(bytes));
    }

    /**
     * Answers lines. A line ends with {@code \n} or {@code \r\n}; its answer is sent with the same ending. Text is
     * UTF-8.
     *
     * @param answers from a line, without its ending, to the answer, without an ending; {@code null} to say nothing
     * @return the conversation
     */
    static Conversation lines(Function<String, @Nullable String> answers) {
        Required.notNull(answers, "answers");
        return Spoken.as("answers lines", () -> new LineDialogue(answers));
    }

    /**
     * Answers the messages of a protocol that says where they end, each once it is whole, however the reads cut it. Of a
     * connection that ends within a message, that one is not answered.
     *
     * @param name names the conversation in the text form of plans, such as {@code "answers orders"}
     * @param lengthOf gives the length of the first message, from as many bytes as have come, at least one; 0 or less if
     *     that cannot be told yet. More than 16 MiB fail the test
     * @param answers from a whole message to the answer; {@code null} to say nothing
     * @return the conversation
     */
    static Conversation framed(String name, ToIntFunction<Bytes> lengthOf, Function<Bytes, @Nullable Bytes> answers) {
        Required.notNull(lengthOf, "lengthOf");
        Required.notNull(answers, "answers");
        return Spoken.as(Required.notNull(name, "name"), () -> new FramedDialogue(lengthOf, answers));
    }

    /**
     * Answers the messages of a protocol. See {@link #framed(String, ToIntFunction, Function)}.
     *
     * @param framing where messages of the code under test end
     * @param answers from a whole message to the answer; {@code null} to say nothing
     * @return the conversation
     */
    static Conversation framed(Framing framing, Function<Bytes, @Nullable Bytes> answers) {
        return framed("answers " + Required.notNull(framing, "framing"), framing::lengthOf, answers);
    }

    /**
     * Answers every HTTP/1.x request in the same way. See {@link #http(Function)}.
     *
     * @param answer the answer
     * @return the conversation
     */
    static Conversation http(HttpAnswer answer) {
        return Spoken.as(
                "answers HTTP " + Required.notNull(answer, "answer").status(),
                () -> new HttpDialogue(request -> answer));
    }

    /**
     * Answers HTTP/1.0 and HTTP/1.1 requests. The connection is kept for the next request as the protocol says: unless
     * either side says {@code Connection: close}, or the request is HTTP/1.0 without {@code keep-alive}. Request bodies
     * are read by {@code Content-Length} or chunks, pipelined requests are answered in order, {@code HEAD} gets no body
     * and {@code Expect: 100-continue} its interim answer. What is not HTTP gets a 400, then a FIN.
     *
     * @param answers from a request to its answer
     * @return the conversation
     */
    static Conversation http(Function<HttpRequest, HttpAnswer> answers) {
        Required.notNull(answers, "answers");
        return Spoken.as("answers HTTP", () -> new HttpDialogue(answers));
    }

    /**
     * Sends recorded bytes as soon as the connection is accepted, then listens without answering.
     *
     * @param recorded what to send
     * @return the conversation
     */
    static Conversation replay(Bytes recorded) {
        return Spoken.as(
                "replays " + Required.notNull(recorded, "recorded").size() + " bytes",
                () -> new ReplayDialogue(List.of(Step.send(recorded))));
    }

    /**
     * Goes through recorded steps, each connection from the first; after the last one it listens without answering.
     *
     * @param steps what to send and what to wait for, in order
     * @return the conversation
     */
    static Conversation replay(Step... steps) {
        var recorded = List.of(Required.noneNull(steps, "steps"));
        return Spoken.as("replays " + recorded, () -> new ReplayDialogue(recorded));
    }

    /**
     * Sends a greeting as soon as the connection is accepted, before the code under test says anything.
     *
     * @param greeting the text, sent as UTF-8
     * @return the conversation, silent after the greeting; see {@link #greetingFirst(Bytes)} to say more
     */
    static Conversation greeting(String greeting) {
        return silence().greetingFirst(Bytes.utf8(Required.notNull(greeting, "greeting")));
    }

    /**
     * Puts a greeting before this conversation.
     *
     * @param greeting what to send as soon as a connection is accepted
     * @return this conversation after that greeting
     */
    default Conversation greetingFirst(Bytes greeting) {
        var rest = Conversing.text(this);
        var name = "greets with " + Required.notNull(greeting, "greeting").preview(32)
                + (rest.isEmpty() ? "" : ", then " + rest);
        return Spoken.as(name, () -> new GreetingDialogue(greeting, Conversing.begin(this)));
    }
}
