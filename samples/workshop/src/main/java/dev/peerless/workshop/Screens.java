package dev.peerless.workshop;

import dev.peerless.workshop.Line.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is shown, line by line.
 *
 * @param words in the learner's language
 * @param folders where the lessons are
 * @param here where the learner is: paths are shown from there
 * @param watching whether saving a file is enough to have it run
 * @param size of the terminal
 */
record Screens(Words words, Folders folders, Path here, boolean watching, TerminalSize size) {

    /** What a terminal has at least. */
    static final int WIDTH = 80;

    private static final String RULE = "-".repeat(WIDTH);

    List<Line> welcome(int lessons) {
        return page(
                new Line(Kind.TITLE, words.say("welcome.title")),
                Line.EMPTY,
                paragraph(words.say("welcome.text", lessons, shown(folders.work()))));
    }

    List<Line> welcomeBack() {
        return page(new Line(Kind.TITLE, words.say("welcome.title")));
    }

    /** The head of a lesson, before it is run for the first time. */
    List<Line> lesson(Lesson lesson, List<Lesson> lessons, Progress progress) {
        return page(
                Line.EMPTY,
                Line.plain(RULE),
                bar(lessons, progress),
                Line.EMPTY,
                Line.wrapped(
                        Kind.TITLE,
                        words.say(
                                "lesson.title",
                                lesson.number(),
                                last(lessons),
                                lesson.text().title())),
                paragraph(lesson.text().lead()),
                Line.EMPTY,
                paragraph(words.say("lesson.text")),
                Line.EMPTY,
                Line.plain(words.say("running")));
    }

    List<Line> running() {
        return List.of(Line.plain(words.say("running")));
    }

    List<Line> saved() {
        return page(Line.EMPTY, Line.plain(RULE), Line.plain(words.say("saved")));
    }

    /** What is wrong with a lesson. */
    List<Line> outcome(Lesson lesson, Outcome outcome, boolean first) {
        var lines = new ArrayList<>(verdicts().of(lesson, outcome));
        if (first && !(outcome instanceof Outcome.CannotRunHere)) {
            lines.add(Line.EMPTY);
            lines.add(new Line(Kind.HEADING, words.say("turn")));
            lines.addAll(Markdown.lines(lesson.text().turn(), WIDTH));
        }
        lines.add(Line.EMPTY);
        if (outcome instanceof Outcome.CannotRunHere) {
            lines.add(new Line(Kind.HEADING, words.say("cannot.go-on")));
        } else {
            lines.add(new Line(Kind.HEADING, words.say(watching ? "edit.and-save" : "edit.and-enter")));
            lesson.files()
                    .forEach(file -> lines.add(new Line(
                            Kind.HEADING,
                            "  " + shown(folders.work(lesson.folder()).resolve(file)))));
        }
        lines.add(new Line(Kind.DIM, words.say(first ? "keys.first" : "keys")));
        return lines;
    }

    /** Every test that failed in the last run, wholly. */
    List<Line> failures(@Nullable Outcome last) {
        return last instanceof Outcome.Failed failed
                ? verdicts().all(failed)
                : List.of(Line.plain(words.say("failures.none")));
    }

    private Verdicts verdicts() {
        return new Verdicts(words, this::shown, size);
    }

    List<Line> solved(Lesson lesson, Outcome.Passed passed, List<Lesson> lessons, Progress progress) {
        var lines = new ArrayList<>(page(
                Line.EMPTY,
                Line.wrapped(
                        Kind.GOOD,
                        words.say("solved", lesson.number(), lesson.text().title()))));
        if (!passed.cannot().isEmpty()) {
            lines.add(Line.plain(words.say("solved.in-part")));
            passed.cannot().forEach(reason -> lines.addAll(paragraph(reason)));
        }
        lines.add(Line.EMPTY);
        lines.add(new Line(Kind.HEADING, words.say("remember")));
        lines.addAll(Markdown.lines(lesson.text().remember(), WIDTH));
        lines.add(Line.EMPTY);
        lines.add(bar(lessons, progress));
        lines.add(new Line(Kind.HEADING, words.say("solved.go-on")));
        return lines;
    }

    List<Line> hint(Lesson lesson, int number) {
        if (lesson.hints().isEmpty()) {
            return List.of(Line.plain(words.say("hint.none")));
        }
        var lines = new ArrayList<>(page(
                Line.EMPTY,
                new Line(
                        Kind.HINT,
                        words.say("hint.title", number, lesson.hints().size())),
                new Line(Kind.DIM, words.say("hint.about"))));
        lines.addAll(Markdown.lines(lesson.hints().get(number - 1), WIDTH));
        lines.add(new Line(Kind.DIM, words.say(number < lesson.hints().size() ? "hint.more" : "hint.last")));
        return lines;
    }

    List<Line> text(Lesson lesson) {
        var lines = new ArrayList<Line>();
        lines.add(Line.EMPTY);
        lines.addAll(Markdown.lines(lesson.text().whole().strip(), WIDTH));
        lines.add(Line.EMPTY);
        lines.add(new Line(Kind.DIM, words.say("keys")));
        return lines;
    }

    List<Line> askForSolution() {
        return List.of(new Line(Kind.HEADING, words.say("solution.ask")));
    }

    /** The solution; once the lesson is solved, what is to be done next. */
    List<Line> solution(Lesson lesson, List<Line> goOn) {
        var lines = new ArrayList<Line>();
        for (var solution : lesson.solutions()) {
            lines.add(Line.EMPTY);
            lines.add(new Line(
                    Kind.HEADING, shown(folders.solution(lesson.folder()).resolve(solution.file()))));
            Line.all(Kind.PLAIN, solution.source()).forEach(line -> lines.add(line.indented()));
        }
        lines.add(Line.EMPTY);
        lines.addAll(paragraph(words.say(goOn.isEmpty() ? "solution.advice" : "solution.compare")));
        lines.addAll(goOn);
        return lines;
    }

    /** How a lesson is left that is solved: by Enter, unless that would run it again. */
    List<Line> goOn(boolean byEnter) {
        return List.of(new Line(Kind.HEADING, words.say(byEnter ? "go-on.enter" : "go-on.n")));
    }

    List<Line> list(List<Lesson> lessons, Progress progress, List<Line> goOn) {
        var lines = new ArrayList<Line>();
        lines.add(Line.EMPTY);
        for (var lesson : lessons) {
            boolean current = lesson.number() == progress.current();
            boolean solved = progress.solved().contains(lesson.number());
            var text = String.format(
                    "%s %2d %s %s",
                    current ? ">" : " ",
                    lesson.number(),
                    solved ? "[x]" : "[ ]",
                    lesson.text().title());
            lines.add(new Line(current ? Kind.HEADING : Kind.PLAIN, text));
        }
        lines.add(Line.EMPTY);
        lines.add(bar(lessons, progress));
        lines.add(new Line(Kind.DIM, words.say("list.go")));
        lines.addAll(goOn);
        return lines;
    }

    List<Line> notYet(Lesson lesson, List<Lesson> lessons) {
        int index = lessons.indexOf(lesson) + 1;
        int next = lessons.get(index == lessons.size() ? 0 : index).number();
        return paragraph(words.say("next.not-yet", lesson.number(), next));
    }

    List<Line> noSuchLesson(String typed, List<Lesson> lessons) {
        var numbers = Lessons.numbers(lessons);
        return List.of(
                Line.plain(typed.isEmpty() ? words.say("go.where", numbers) : words.say("go.no-such", typed, numbers)));
    }

    List<Line> askForReset(Lesson lesson) {
        return paragraph(words.say("reset.ask", files(lesson)));
    }

    List<Line> wasReset(Lesson lesson) {
        return page(paragraph(words.say("reset.done", files(lesson))), Line.plain(words.say("running")));
    }

    /** The lesson has changed, but the learner's file was edited. */
    List<Line> outdated(Lesson lesson, List<String> files) {
        return page(paragraph(words.say("outdated", lesson.number(), String.join(", ", files))), Line.EMPTY);
    }

    List<Line> leftAsItIs() {
        return List.of(Line.plain(words.say("left")));
    }

    List<Line> nothingAsked() {
        return List.of(Line.plain(words.say("nothing-asked")));
    }

    List<Line> unknown(String typed) {
        return paragraph(words.say("unknown", typed));
    }

    List<Line> help() {
        return page(Line.EMPTY, Line.all(Kind.PLAIN, words.say("help")));
    }

    List<Line> someLeft(List<Integer> open) {
        return paragraph(
                words.say("some-left", open.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }

    List<Line> finished(int lessons) {
        return page(
                Line.EMPTY, new Line(Kind.GOOD, words.say("finished", lessons)), paragraph(words.say("finished.text")));
    }

    List<Line> bye(List<Lesson> lessons, Progress progress) {
        return page(bar(lessons, progress), paragraph(words.say("bye")));
    }

    private Line bar(List<Lesson> lessons, Progress progress) {
        int solved = (int) lessons.stream()
                .filter(lesson -> progress.solved().contains(lesson.number()))
                .count();
        var bar = "[" + "#".repeat(solved) + ".".repeat(lessons.size() - solved) + "] ";
        return Line.plain(bar + words.say("bar", solved, lessons.size()));
    }

    private static int last(List<Lesson> lessons) {
        return lessons.get(lessons.size() - 1).number();
    }

    private static List<Line> paragraph(String markdown) {
        return Markdown.lines(markdown, WIDTH);
    }

    private static String files(Lesson lesson) {
        return String.join(", ", lesson.files());
    }

    String shown(Path path) {
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }

    private static List<Line> page(Object... parts) {
        var lines = new ArrayList<Line>();
        for (var part : parts) {
            if (part instanceof Line line) {
                lines.add(line);
            } else if (part instanceof List<?> list) {
                list.forEach(line -> lines.add((Line) line));
            }
        }
        return lines;
    }
}
