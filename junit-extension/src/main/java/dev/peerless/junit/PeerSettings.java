package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What one {@link Peerless}, or the configuration of a run, says of its peers beside what they do.
 *
 * @param watchReleases null unless it says so, as in the others
 */
record PeerSettings(
        @Nullable Boolean watchReleases,
        @Nullable Integer receiveBuffer,
        @Nullable Integer recordPayloadUpTo) {

    static final String WATCH_RELEASES = "peerless.watchReleases";

    /** Reads what an annotation says. */
    static PeerSettings of(Peerless annotation, String place) {
        var declaration = new Declaration(annotation, place);
        var watch = annotation.watchReleases();
        if (watch.length > 1) {
            throw declaration.invalid("watchReleases", "must be at most one");
        }
        return new PeerSettings(
                watch.length == 0 ? null : watch[0],
                size("receiveBuffer", annotation.receiveBuffer(), 1, declaration),
                size("recordPayloadUpTo", annotation.recordPayloadUpTo(), 0, declaration));
    }

    private static @Nullable Integer size(String attribute, long bytes, int least, Declaration declaration) {
        if (bytes == Unset.BYTES) {
            return null;
        } else if (bytes < least || bytes > Integer.MAX_VALUE) {
            throw declaration.invalid(
                    attribute, "must be a number of bytes from " + least + " to " + Integer.MAX_VALUE);
        }
        return (int) bytes;
    }

    /** Reads what holds for a whole run. */
    static PeerSettings of(ExtensionContext context) {
        var watch = ConfiguredFlag.read(
                context, WATCH_RELEASES, "Write false to have no peer look before a RST who holds the other end.");
        return new PeerSettings(watch.orElse(null), null, null);
    }

    void addTo(PeerPlan.Builder parts) {
        if (watchReleases != null) {
            parts.watchReleases(watchReleases);
        }
        if (receiveBuffer != null) {
            parts.receiveBuffer(receiveBuffer);
        }
        if (recordPayloadUpTo != null) {
            parts.recordPayloadUpTo(recordPayloadUpTo);
        }
    }
}
