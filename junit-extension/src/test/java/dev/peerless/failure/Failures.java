package dev.peerless.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

final class Failures {

    private Failures() {}

    static void assertFailure(ThrowingCallable call, NetworkFailure expected) {
        var thrown = catchThrowable(call);
        assertThat(thrown).isNotNull();
        assertThat(NetworkFailure.of(thrown)).as(() -> describe(thrown)).isEqualTo(expected);
    }

    /** With the texts that decide, as the message of a failed test has to show them. */
    private static String describe(Throwable thrown) {
        var chain = new StringBuilder();
        for (var link = thrown; link != null; link = link.getCause()) {
            chain.append(chain.isEmpty() ? "" : " <- ").append(link);
        }
        return chain.toString();
    }
}
