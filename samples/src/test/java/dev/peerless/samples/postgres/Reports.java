package dev.peerless.samples.postgres;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What Peerless prints when an assertion fails, word for word but for ports, times and the driver's binary messages. */
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
                .replaceAll("\nProto Recv-Q .*State(\ntcp6? .*)*", "")
                .replaceAll("after \\d+\\.\\d{3} ms", "after _ ms")
                .replaceAll("(?:   #\\d \\+_ ms  [<>]  data .*\n)+", "   ... data ...\n");
    }
}
