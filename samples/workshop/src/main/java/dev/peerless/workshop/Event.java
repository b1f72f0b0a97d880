package dev.peerless.workshop;

/** What happens to a session. */
sealed interface Event {

    /** It begins. */
    record Began() implements Event {}

    /**
     * A line was typed.
     *
     * @param line without its end
     */
    record Typed(String line) implements Event {}

    /** A file of the lesson was saved. */
    record Saved() implements Event {}

    /**
     * The lesson was compiled and run.
     *
     * @param outcome how that went
     */
    record Ran(Outcome outcome) implements Event {}

    /** Nothing will be typed any more. */
    record InputEnded() implements Event {}
}
