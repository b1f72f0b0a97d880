package dev.peerless.workshop;

import java.util.List;

/** What a session wants done. */
sealed interface Effect {

    /**
     * Lines on the screen.
     *
     * @param lines from top to bottom
     */
    record Show(List<Line> lines) implements Effect {

        public Show {
            lines = List.copyOf(lines);
        }
    }

    /** The learner is to type something. */
    record Prompt() implements Effect {}

    /**
     * A lesson is to be compiled and run; what came of it is the next event.
     *
     * @param lesson which one
     */
    record Run(Lesson lesson) implements Effect {}

    /**
     * A lesson's files are to be watched, and no others.
     *
     * @param lesson which one
     */
    record Watch(Lesson lesson) implements Effect {}

    /**
     * A lesson's files are to be what they were.
     *
     * @param lesson which one
     */
    record Restore(Lesson lesson) implements Effect {}

    /**
     * It is to be remembered how far one has come.
     *
     * @param progress that
     */
    record Keep(Progress progress) implements Effect {}

    /** The end. */
    record Quit() implements Effect {}
}
