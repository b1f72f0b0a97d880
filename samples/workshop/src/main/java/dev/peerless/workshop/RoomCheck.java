package dev.peerless.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
            var kind = isWrong(outcome) ? Line.Kind.BAD : Line.Kind.PLAIN;
            var verdict = words.say(verdict(outcome));
            var text = String.format(
                    "%s %2d  %s",
                    Columns.padded(verdict, width()),
                    lesson.number(),
                    lesson.text().title());
            screen.accept(List.of(new Line(kind, text)));
            why(outcome)
                    .forEach(reason -> screen.accept(Line.wrapped(kind, reason).stream()
                            .map(Line::indented)
                            .toList()));
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

    private int width() {
        return Stream.of("check.fine", "check.in-part", "check.cannot", "check.wrong")
                .mapToInt(verdict -> Columns.width(words.say(verdict)))
                .max()
                .orElse(0);
    }

    private static String verdict(Outcome outcome) {
        if (outcome instanceof Outcome.Passed passed) {
            return passed.cannot().isEmpty() ? "check.fine" : "check.in-part";
        }
        return outcome instanceof Outcome.CannotRunHere ? "check.cannot" : "check.wrong";
    }

    private static List<String> why(Outcome outcome) {
        if (outcome instanceof Outcome.Passed passed) {
            return passed.cannot();
        } else if (outcome instanceof Outcome.CannotRunHere here) {
            return here.reasons();
        }
        return List.of(outcome instanceof Outcome.Failed failed ? failed.message() : outcome.toString());
    }
}
