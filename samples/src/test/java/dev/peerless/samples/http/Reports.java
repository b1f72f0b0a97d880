package dev.peerless.samples.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * What Peerless prints when an assertion fails, word for word but for ports, times and the client's version. Whether the
 * events after the last one marked have been recorded already is chance.
 */
final class Reports {

    private Reports() {}

    static String reportOf(ThrowingCallable assertion) {
        return assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(assertion)
                .actual()
                .getMessage()
                .replaceAll("port \\d+", "port _")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:_")
                .replaceAll(" +[+]\\d+\\.\\d{3} ms", " +_ ms")
                .replaceAll("data \\d+ B", "data _ B")
                .replaceAll("User-Agent: [^\"]*", "User-Agent: ...")
                .replaceAll("   #\\d \\+_ ms  <  socket released.*\n", "")
                .replaceAll("(\n   .*)+(?=\nHelp|\\z)", "");
    }
}
