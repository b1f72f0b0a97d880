package dev.peerless.fault;

import java.io.Serial;
import org.apiguardian.api.API;

/**
 * This machine cannot do what a fault says, and pretending would make the test prove nothing. The message gives the
 * reason. A test whose declared fault is not supported is aborted, neither passed nor failed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class UnsupportedFaultException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Gives the reason.
     *
     * @param message what cannot be done here, and why
     */
    public UnsupportedFaultException(String message) {
        super(message);
    }
}
