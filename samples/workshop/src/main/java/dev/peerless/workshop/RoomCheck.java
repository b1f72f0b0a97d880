package dev.peerless.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Runs the solution of every lesson, to know before a workshop what a machine can run. */
final class RoomCheck {

    private final Words words;
    private final Folders folders;
    private final LessonRunner runner;

    RoomCheck(Words words, Folders folders, LessonRunner runner) {
        this.words = words;
        this.folders = folders;
        this.runner = runner;
    }

    /** Says how each lesson went, and gives whether all are as they should be. */
    boolean run(List<Lesson> lessons, Consumer<List<Line>> screen) throws IOException, InterruptedException {
        screen.accept(List.of(Line.plain(words.say("check.title"))));
        int wrong = 0;
        for (var lesson : lessons) {
            List<Path> sources = List.of(folders.lesson(lesson.folder()), folders.solution(lesson.folder()));
            var outcome = runner.run(lesson.folder(), sources, folders.output(lesson.folder()));
            wrong += isWrong(outcome) ? 1 : 0;
            var text =
                    String.format("%3d  %s  %s", lesson.number(), lesson.text().title(), verdict(outcome));
            screen.accept(List.of(new Line(isWrong(outcome) ? Line.Kind.BAD : Line.Kind.PLAIN, text)));
        }
        screen.accept(List.of(
                wrong == 0
                        ? new Line(Line.Kind.GOOD, words.say("check.good"))
                        : new Line(Line.Kind.BAD, words.say("check.bad", wrong, lessons.size()))));
        return wrong == 0;
    }

    private static boolean isWrong(Outcome outcome) {
        return !(outcome instanceof Outcome.Passed || outcome instanceof Outcome.CannotRunHere);
    }

    private String verdict(Outcome outcome) {
        if (outcome instanceof Outcome.Passed passed) {
            return passed.cannot().isEmpty() ? words.say("check.fine") : cannot(passed.cannot());
        }
        return outcome instanceof Outcome.CannotRunHere here ? cannot(here.reasons()) : wrong(outcome);
    }

    private String cannot(List<String> reasons) {
        return words.say("check.cannot", String.join("; ", reasons));
    }

    private String wrong(Outcome outcome) {
        return words.say("check.wrong", outcome instanceof Outcome.Failed failed ? failed.message() : outcome);
    }
}
