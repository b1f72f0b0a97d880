package dev.peerless.assertions;

import java.net.SocketException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server under test logs. */
final class ServerLog {

    static final Logger LOGGER = LoggerFactory.getLogger("com.example.Server");

    private ServerLog() {}

    /** Without the frames of stack traces, and however wide its times are. */
    static String failureOf(ThrowingCallable assertion) {
        return Messages.failureOf(assertion)
                .replaceAll("(?m)^ +(at |\\.\\.\\. \\d).*\n?", "")
                .replaceAll("(?m)^ {10,}", "        ")
                .replaceAll("(?m)^ +_ ", "  _ ")
                .stripTrailing();
    }

    static Exception reset() {
        return new SocketException("Connection reset");
    }

    @SuppressWarnings("serial")
    static final class Delivery extends Exception {

        Delivery(Throwable cause) {
            super("100% lost", cause);
        }
    }

    @SuppressWarnings("serial")
    static final class ClientAbortException extends RuntimeException {}
}
