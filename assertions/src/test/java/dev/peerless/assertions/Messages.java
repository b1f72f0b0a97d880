package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Failure messages, word for word but for port numbers, times and the table of the system's sockets. */
final class Messages {

    /** Its rows depend on the system, and {@link NetstatTest} asserts them. */
    private static final String TABLE = "\nProto Recv-Q .*State(\ntcp6? .*)*(\n\\.{3} and .*)?";

    private Messages() {}

    static String failureOf(ThrowingCallable assertion) {
        return masked(catchThrowableOfType(AssertionError.class, assertion).getMessage());
    }

    /** A port may have served another peer a moment ago, whose connections the system still lists. */
    static String withoutTable(String message) {
        return message.replaceAll(TABLE, "");
    }

    static String masked(String message) {
        return withoutTable(message)
                .replaceAll(" +[+-]\\d+\\.\\d{3} ms", " _")
                .replaceAll("\\b\\d+\\.\\d{3} ms", "_ ms")
                .replaceAll("port \\d+", "port _")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:_");
    }
}
