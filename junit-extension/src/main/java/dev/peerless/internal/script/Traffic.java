package dev.peerless.internal.script;

/** What has passed on one connection, as far as triggers ask for it. */
final class Traffic {

    private final long connectedAt;
    private long received;
    private long sent;
    private long lastAt;
    private long longestIdle;
    private long endedAt = FaultScript.NEVER;

    Traffic(long connectedAt) {
        this.connectedAt = connectedAt;
        this.lastAt = connectedAt;
    }

    void received(long bytes, long now) {
        received += bytes;
        passed(bytes, now);
    }

    void sent(long bytes, long now) {
        sent += bytes;
        passed(bytes, now);
    }

    /** The connection is over: it grows no older and idles no longer. */
    void ended(long now) {
        endedAt = Math.min(endedAt, now);
    }

    private void passed(long bytes, long now) {
        if (bytes > 0) {
            longestIdle = Math.max(longestIdle, now - lastAt);
            lastAt = now;
        }
    }

    /** How long the connection has lived, or lived until it ended. */
    long age(long now) {
        return Math.min(now, endedAt) - connectedAt;
    }

    long connectedAt() {
        return connectedAt;
    }

    long received() {
        return received;
    }

    long sent() {
        return sent;
    }

    long lastAt() {
        return lastAt;
    }

    long longestIdle(long now) {
        return Math.max(longestIdle, Math.min(now, endedAt) - lastAt);
    }
}
