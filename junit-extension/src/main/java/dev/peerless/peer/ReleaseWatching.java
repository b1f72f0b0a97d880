package dev.peerless.peer;

/** Decides whether descriptors are noted: only the assertions ask for what that gives. */
final class ReleaseWatching {

    private static final String ASSERTIONS = "dev.peerless.assertions.PeerlessAssertions";

    private static final boolean BY_DEFAULT = isPresent(ASSERTIONS);

    private ReleaseWatching() {}

    static boolean byDefault() {
        return BY_DEFAULT;
    }

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, ReleaseWatching.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
