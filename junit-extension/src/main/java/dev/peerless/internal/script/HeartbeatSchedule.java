package dev.peerless.internal.script;

/**
 * When the heartbeats of one connection are due: at multiples of the interval, whatever became of those before. Neither
 * lateness nor a pause is made up for.
 */
public final class HeartbeatSchedule {

    private final long begin;
    private final long interval;
    private long left;
    private long next;

    /**
     * @param begin when the first interval begins
     * @param interval in nanoseconds, at least 1
     * @param atMost how many heartbeats there are, at least 1
     */
    public HeartbeatSchedule(long begin, long interval, long atMost) {
        this.begin = begin;
        this.interval = interval;
        this.left = atMost;
        this.next = after(begin);
    }

    /** An interval later; where the clock ends before that, its end. */
    private long after(long time) {
        long later = time + interval;
        return later < time ? FaultScript.NEVER : later;
    }

    /** Tells when the next is due, or {@link FaultScript#NEVER}. */
    public long next() {
        return left == 0 ? FaultScript.NEVER : next;
    }

    /**
     * Time has passed.
     *
     * @param sends whether one can be sent now; if not, it is left out and does not count
     * @return whether one is to be sent now
     */
    public boolean passed(long now, boolean sends) {
        if (left == 0 || now < next) {
            return false;
        }
        next = after(begin + (now - begin) / interval * interval);
        left -= sends ? 1 : 0;
        return sends;
    }
}
