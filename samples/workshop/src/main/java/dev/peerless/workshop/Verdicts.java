package dev.peerless.workshop;

import dev.peerless.workshop.Line.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What is said of a run that did not go well. */
final class Verdicts {

    private static final int ERRORS_SHOWN = 3;
    /** What AssertJ puts in front, on the same line. */
    private static final Pattern DESCRIPTION = Pattern.compile("^(\\[.*?]) (?=Expecting)");

    private final Words words;
    private final Function<Path, String> shown;

    Verdicts(Words words, Function<Path, String> shown) {
        this.words = words;
        this.shown = shown;
    }

    List<Line> of(Lesson lesson, Outcome outcome) {
        var lines = new ArrayList<Line>();
        lines.add(Line.EMPTY);
        if (outcome instanceof Outcome.DoesNotCompile compile) {
            doesNotCompile(lesson, compile, lines);
        } else if (outcome instanceof Outcome.Failed failed) {
            failed(failed, lines);
        } else if (outcome instanceof Outcome.CannotRunHere cannot) {
            lines.add(new Line(Kind.HINT, words.say("cannot")));
            cannot.reasons().forEach(reason -> lines.addAll(indented(reason)));
        } else if (outcome instanceof Outcome.DidNotEnd endless) {
            lines.add(bad("endless", endless.limit().toSeconds()));
            lines.addAll(endless.at() == null ? text("endless.why") : text("hung.at", endless.at()));
        } else if (outcome instanceof Outcome.NoExercise no) {
            lines.add(bad(no.empty() ? "no-exercise.empty" : "no-exercise.missing", no.file()));
            lines.addAll(text("no-exercise.cure"));
        } else {
            lines.add(bad("no-test"));
        }
        return lines;
    }

    private void doesNotCompile(Lesson lesson, Outcome.DoesNotCompile compile, List<Line> lines) {
        lines.add(bad("compile"));
        lines.add(Line.EMPTY);
        boolean test = false;
        for (var error : compile.errors().stream().limit(ERRORS_SHOWN).toList()) {
            lines.addAll(indented(error.file() + ":" + error.line() + ": " + error.message()));
            if (!error.source().isBlank()) {
                lines.add(Line.plain("    " + error.source().replace('\t', ' ')));
                lines.add(Line.plain("    " + " ".repeat((int) Math.max(0, error.column() - 1)) + "^"));
            }
            test |= !lesson.files().contains(error.file());
        }
        int more = compile.errors().size() - ERRORS_SHOWN;
        if (more > 0) {
            lines.add(Line.plain("  " + words.say("compile.more", more)));
        }
        if (test) {
            lines.add(Line.EMPTY);
            lines.addAll(text("compile.test"));
        }
    }

    private void failed(Outcome.Failed failed, List<Line> lines) {
        lines.add(
                failed.others() == 0
                        ? bad("failed", failed.test())
                        : bad("failed.more", failed.test(), failed.others()));
        lines.add(Line.EMPTY);
        if (failed.hung()) {
            lines.addAll(failed.at() == null ? text("hung") : text("hung.at", failed.at()));
            lines.add(Line.EMPTY);
        }
        lines.addAll(message(DESCRIPTION.matcher(failed.message()).replaceFirst("$1\n")));
        for (var seen : failed.seen()) {
            lines.add(Line.EMPTY);
            lines.addAll(message(words.say("failed.seen", seen.peer())));
            lines.addAll(message(seen.transcript()));
        }
        lines.add(Line.EMPTY);
        if (failed.at() != null && !failed.hung()) {
            lines.add(Line.plain("  " + words.say("failed.at", failed.at())));
        }
        if (failed.report() != null) {
            lines.add(new Line(Kind.DIM, "  " + words.say("failed.report", shown.apply(failed.report()))));
        }
    }

    private Line bad(String key, Object... values) {
        return new Line(Kind.BAD, words.say(key, values));
    }

    private List<Line> text(String key, Object... values) {
        return Markdown.lines(words.say(key, values), Screens.WIDTH);
    }

    private List<Line> message(String text) {
        return KitMessage.lines(text, Screens.WIDTH - 2, jdk -> words.say("failed.jdk", jdk)).stream()
                .map(line -> Line.plain(line).indented())
                .toList();
    }

    private static List<Line> indented(String text) {
        return Line.all(Kind.PLAIN, text).stream().map(Line::indented).toList();
    }
}
