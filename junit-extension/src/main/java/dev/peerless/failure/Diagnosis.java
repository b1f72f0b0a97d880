package dev.peerless.failure;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A network failure together with the link of the cause chain that told it.
 *
 * <p>Instances are immutable as far as the throwable is.
 *
 * @param failure what happened
 * @param decidedBy the throwable that told so: the classified one, one in its cause chain, or a suppressed attempt to
 *     connect; where the failure is {@link NetworkFailure#UNKNOWN UNKNOWN}, the innermost cause
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Diagnosis(NetworkFailure failure, Throwable decidedBy) {

    /**
     * Puts a failure and its teller together.
     *
     * @param failure what happened
     * @param decidedBy the throwable that told so
     * @throws NullPointerException if one of them is missing
     */
    public Diagnosis {
        requireNonNull(failure, "new Diagnosis: failure must not be null");
        requireNonNull(decidedBy, "new Diagnosis: decidedBy must not be null");
    }

    /**
     * Gives the message of the deciding throwable, as it was.
     *
     * @return the message, or {@code null} if it has none
     */
    public @Nullable String text() {
        return decidedBy.getMessage();
    }

    /**
     * Shows the failure and the deciding throwable.
     *
     * @return for example {@code CONNECTION_RESET (java.net.SocketException: Connection reset)}
     */
    @Override
    public String toString() {
        return failure + " (" + decidedBy + ")";
    }
}
