package dev.peerless.internal.script;

/** What has passed on one connection, as far as triggers ask for it. */
final class Traffic {

    private long received;
    private long sent;
    private long lastAt;
    private long longestIdle;
    private long endedAt = FaultScript.NEVER;

    Traffic(long connectedAt) {
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

    /** How long the connection has lived since then, or lived until it ended. */
    long timeSince(long then, long now) {
        return Math.max(0, Math.min(now, endedAt) - then);
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

    /** The longest idle time, or an upper bound of it if counting began only later. */
    long longestIdle(long since, long now) {
        return Math.min(timeSince(since, now), Math.max(longestIdle, Math.min(now, endedAt) - lastAt));
    }
}
