package dev.peerless.simulated;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * Makes real sockets one call of which fails, though nothing has caused it.
 *
 * <p>Usually made by {@link Simulated#socketFactory()}. A subclass with a constructor without parameters is for code that
 * takes the name of a factory class, such as JDBC drivers.
 *
 * <p>Any thread may use it. Sockets are numbered in the order in which they are made, from 1.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class SimulatedSocketFactory extends StagedSocketFactory {

    /**
     * Makes a factory.
     *
     * @param simulated what fails, and when
     * @throws IllegalArgumentException if a client's socket has no such call
     */
    public SimulatedSocketFactory(Simulated simulated) {
        super(requireNonNull(simulated, "new SimulatedSocketFactory: simulated must not be null")
                .ofClients());
    }
}
