package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cuts what arrives into lines and answers each with its own line ending. */
final class LineDialogue implements Dialogue {

    /** A line that never ends must not fill the memory. */
    static final int LONGEST_LINE = 1 << 20;

    private final Function<String, @Nullable String> answers;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineDialogue(Function<String, @Nullable String> answers) {
        this.answers = answers;
    }

    @Override
    public void received(Bytes bytes, Replies replies) {
        for (int i = 0; i < bytes.size(); i++) {
            byte b = bytes.at(i);
            if (b == '\n') {
                answer(replies);
            } else if (line.size() < LONGEST_LINE) {
                line.write(b);
            } else {
                throw new IllegalStateException("a line of more than " + LONGEST_LINE + " bytes has arrived");
            }
        }
    }

    private void answer(Replies replies) {
        var text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        boolean carriageReturn = text.endsWith("\r");
        var answer = answers.apply(carriageReturn ? text.substring(0, text.length() - 1) : text);
        if (answer != null) {
            replies.send(answer + (carriageReturn ? "\r\n" : "\n"));
        }
    }
}
