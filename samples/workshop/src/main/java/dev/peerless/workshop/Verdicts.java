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
    /** With fewer the report is left to those who ask for all. */
    private static final int ROWS_FOR_REPORT = 30;

    private static final String INDENT = "  ";
    /** What AssertJ puts in front, on the same line. */
    private static final Pattern DESCRIPTION = Pattern.compile("^(\\[.*?]) (?=Expecting)");

    private final Words words;
    private final Function<Path, String> shown;
    private final TerminalSize size;

    Verdicts(Words words, Function<Path, String> shown, TerminalSize size) {
        this.words = words;
        this.shown = shown;
        this.size = size;
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
        lines.addAll(Line.wrapped(Kind.BAD, words.say("failed", failed.test())));
        int others = failed.others().size();
        if (others > 0) {
            lines.add(
                    new Line(Kind.DIM, others == 1 ? words.say("failed.one-more") : words.say("failed.more", others)));
        }
        lines.add(Line.EMPTY);
        var fitted = Fitted.to(size, said(failed), leftOut -> "  " + words.say("failed.left-out", leftOut));
        fitted.lines().forEach(line -> lines.add(Line.plain(line)));
        lines.add(Line.EMPTY);
        if (!fitted.whole()) {
            lines.add(new Line(Kind.DIM, "  " + words.say("failed.all-of-it")));
        }
        at(failed, lines);
        if (size.rows() >= ROWS_FOR_REPORT) {
            report(failed, lines);
        }
    }

    private void report(Outcome.Failed failed, List<Line> lines) {
        if (failed.report() != null) {
            lines.add(new Line(Kind.DIM, "  " + words.say("failed.report")));
            lines.add(new Line(Kind.DIM, "  " + shown.apply(failed.report())));
        }
    }

    /** All tests that failed, and all that is said of each. */
    List<Line> all(Outcome.Failed first) {
        var failures = new ArrayList<>(List.of(first));
        failures.addAll(first.others());
        var lines = new ArrayList<Line>();
        int number = 0;
        for (var failed : failures) {
            number++;
            lines.add(Line.EMPTY);
            lines.addAll(Line.wrapped(Kind.BAD, words.say("failures.title", number, failures.size(), failed.test())));
            lines.add(Line.EMPTY);
            said(failed).forEach(line -> lines.add(Line.plain(line)));
            at(failed, lines);
        }
        report(first, lines);
        return lines;
    }

    private void at(Outcome.Failed failed, List<Line> lines) {
        if (failed.at() != null && !failed.hung()) {
            lines.add(Line.plain("  " + words.say(failed.threw() ? "failed.thrown" : "failed.at", failed.at())));
        }
    }

    private List<String> said(Outcome.Failed failed) {
        var lines = new ArrayList<String>();
        if (failed.hung()) {
            var text = failed.at() == null ? text("hung") : text("hung.at", failed.at());
            text.forEach(line -> lines.add(line.text()));
            lines.add("");
        }
        int begin = lines.size();
        lines.addAll(message(DESCRIPTION.matcher(failed.message()).replaceFirst("$1\n")));
        for (var seen : failed.seen()) {
            lines.add("");
            lines.addAll(message(words.say("failed.seen", seen.peer())));
            lines.addAll(message(seen.transcript()));
        }
        var before = indent(lines.subList(begin, lines.size()));
        for (int i = begin; i < lines.size(); i++) {
            lines.set(i, lines.get(i).isEmpty() ? "" : before + lines.get(i));
        }
        return lines;
    }

    /** A table that just fits into a terminal's least width is not moved to the right. */
    private static String indent(List<String> lines) {
        boolean tight = lines.stream()
                .mapToInt(Columns::width)
                .anyMatch(width -> width > Screens.WIDTH - INDENT.length() && width <= Screens.WIDTH);
        return tight ? "" : INDENT;
    }

    private Line bad(String key, Object... values) {
        return new Line(Kind.BAD, words.say(key, values));
    }

    private List<Line> text(String key, Object... values) {
        return Markdown.lines(words.say(key, values), Screens.WIDTH);
    }

    private List<String> message(String text) {
        return KitMessage.lines(text, Screens.WIDTH - INDENT.length(), jdk -> words.say("failed.jdk", jdk));
    }

    private static List<Line> indented(String text) {
        return Line.all(Kind.PLAIN, text).stream().map(Line::indented).toList();
    }
}
