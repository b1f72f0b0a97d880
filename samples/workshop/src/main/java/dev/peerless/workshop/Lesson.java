package dev.peerless.workshop;

import java.util.List;

/**
 * A lesson, as it is shown: nothing here changes while the learner works.
 *
 * @param number from 1 on
 * @param folder its name, which is also the package of its classes: {@code lesson01}
 * @param text what there is to read
 * @param hints the first is a nudge, the last nearly the answer
 * @param solutions the solved files; those of the same name are the learner's to edit
 */
record Lesson(int number, String folder, LessonText text, List<String> hints, List<Solution> solutions) {

    /**
     * A file that solves a lesson.
     *
     * @param file its name
     * @param source what it holds
     */
    record Solution(String file, String source) {}

    Lesson {
        hints = List.copyOf(hints);
        solutions = List.copyOf(solutions);
    }

    /** The files that the learner edits. */
    List<String> files() {
        return solutions.stream().map(Solution::file).toList();
    }
}
