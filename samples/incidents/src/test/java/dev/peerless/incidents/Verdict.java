package dev.peerless.incidents;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * What a guard says of the code as it was: the first lines of its message, word for word but for ports and times. With
 * {@code -Dincidents.tell=true} the whole message is printed, transcript and all.
 */
public final class Verdict {

    private static final boolean TELL = Boolean.getBoolean("incidents.tell");

    private Verdict() {}

    /** Has the guard fail, and gives what it says before its transcript. */
    public static String of(ThrowingCallable guard) {
        var message = assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(guard)
                .actual()
                .getMessage();
        if (TELL) {
            System.out.println(message);
        }
        return message.lines()
                .takeWhile(line -> !line.startsWith(" ") && !line.startsWith(">"))
                .map(line -> line.replaceAll("port \\d+", "port _")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:_")
                        .replaceAll("[+]?\\d+\\.\\d{3} ms", "_ ms"))
                .collect(joining("\n"));
    }
}
