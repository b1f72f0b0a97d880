package dev.peerless.simulated;

/** Rides on a simulated exception as a suppressed one, so that whoever reads its stack trace knows. */
final class SimulationNotice extends Exception {

    private static final long serialVersionUID = 1;

    SimulationNotice(String message) {
        super(message, null, false, false);
    }
}
