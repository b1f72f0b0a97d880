package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failure messages, word for word but for port numbers and times. */
final class Messages {

    private Messages() {}

    static String failureOf(ThrowingCallable assertion) {
        return masked(catchThrowableOfType(AssertionError.class, assertion).getMessage());
    }

    static String masked(String message) {
        return message.replaceAll(" +[+-]\\d+\\.\\d{3} ms", " _")
                .replaceAll("\\b\\d+\\.\\d{3} ms", "_ ms")
                .replaceAll("port \\d+", "port _")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:_");
    }
}
