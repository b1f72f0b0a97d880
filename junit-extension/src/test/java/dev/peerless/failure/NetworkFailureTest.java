package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_ABORTED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_LOST;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.END_OF_STREAM;
import static dev.peerless.failure.NetworkFailure.TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.TLS_ABORTED;
import static dev.peerless.failure.NetworkFailure.TLS_CORRUPTED;
import static dev.peerless.failure.NetworkFailure.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class NetworkFailureTest {

    @Test
    void connectionLossIsWhateverEndsAConnectionAgainstOurWill() {
        assertThat(NetworkFailure.values())
                .filteredOn(NetworkFailure::isConnectionLoss)
                .containsExactlyInAnyOrder(
                        CONNECTION_RESET,
                        BROKEN_PIPE,
                        CONNECTION_ABORTED,
                        TIMED_OUT,
                        END_OF_STREAM,
                        TRUNCATED,
                        TLS_ABORTED,
                        TLS_CORRUPTED,
                        CONNECTION_LOST);
    }

    @Test
    @SuppressWarnings("NullAway")
    void nothingCannotBeClassified() {
        assertThatNullPointerException()
                .isThrownBy(() -> NetworkFailure.of(null))
                .withMessage("NetworkFailure.diagnose: throwable must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> NetworkFailure.diagnose(null))
                .withMessage("NetworkFailure.diagnose: throwable must not be null");
    }
}
