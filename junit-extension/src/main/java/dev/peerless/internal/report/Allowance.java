package dev.peerless.internal.report;

/**
 * How many events of a page may be drawn before anybody asks for them. Diagrams beyond that stand in the page as text,
 * which costs the browser next to nothing, until their connection is opened.
 */
final class Allowance {

    private static final int EVENTS = 2_000;

    private int left = EVENTS;

    /** Takes a connection's events off it, unless it is used up. */
    boolean covers(Lane lane) {
        int events = lane.before().size() + lane.after().size();
        if (events > left) {
            return false;
        }
        left -= events;
        return true;
    }
}
