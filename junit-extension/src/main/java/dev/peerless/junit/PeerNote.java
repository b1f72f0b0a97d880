package dev.peerless.junit;

import org.jspecify.annotations.Nullable;

/** Rides on a test's failure as a suppressed one: what a peer of that test saw, or failed with itself. */
final class PeerNote extends Exception {

    private static final long serialVersionUID = 1;

    PeerNote(String text, @Nullable Throwable failure) {
        super(text, failure, false, false);
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // a stack trace would name this class, which nobody needs to know
    public String toString() {
        return String.valueOf(getMessage());
    }
}
