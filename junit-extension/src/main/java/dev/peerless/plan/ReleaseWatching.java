package dev.peerless.plan;

/** Decides whether descriptors are noted: only the assertions ask for what that gives. */
final class ReleaseWatching {

    static final boolean BY_DEFAULT = isPresent("dev.peerless.assertions.PeerlessAssertions");

    private ReleaseWatching() {}

    private static boolean isPresent(String className) {
        try {
            Class.forName(className, false, ReleaseWatching.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
