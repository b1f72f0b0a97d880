package dev.peerless.workshop;

import java.text.Normalizer;
import java.util.Locale;

/** What the learner may ask for. */
sealed interface Command {

    /** Enter alone: what is the next thing to do. */
    record GoOn() implements Command {}

    /** Compile and run again. */
    record Run() implements Command {}

    /** One more hint. */
    record Hint() implements Command {}

    /** The lesson's text. */
    record Text() implements Command {}

    /** All tests that fail. */
    record Failures() implements Command {}

    /** The solution. */
    record ShowSolution() implements Command {}

    /** All lessons. */
    record ListAll() implements Command {}

    /** The next lesson. */
    record Next() implements Command {}

    /**
     * A certain lesson.
     *
     * @param lesson what was typed as its number
     */
    record GoTo(String lesson) implements Command {}

    /** The exercise as it was. */
    record Reset() implements Command {}

    /** What can be typed. */
    record Help() implements Command {}

    /** The end. */
    record Quit() implements Command {}

    /** Agreement. */
    record Yes() implements Command {}

    /** Disagreement. */
    record No() implements Command {}

    /**
     * Something else.
     *
     * @param typed what it was
     */
    record Unknown(String typed) implements Command {}

    /** Understands a line, also one typed with a Chinese input method, whose letters are wide. */
    static Command of(String typed) {
        var line = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        if (line.matches("(g|go)\\b.*")) {
            return new GoTo(line.replaceFirst("^(go|g)\\s*", ""));
        }
        return switch (line) {
            case "" -> new GoOn();
            case "r", "run" -> new Run();
            case "h", "hint" -> new Hint();
            case "f", "failures" -> new Failures();
            case "t", "text" -> new Text();
            case "s", "solution" -> new ShowSolution();
            case "l", "list" -> new ListAll();
            case "n", "next" -> new Next();
            case "reset" -> new Reset();
            case "?", "help" -> new Help();
            case "q", "quit", "exit" -> new Quit();
            case "y", "yes", "是" -> new Yes();
            case "no", "否" -> new No();
            default -> line.matches("g?\\d+") ? new GoTo(line.replaceFirst("^g", "")) : new Unknown(typed.strip());
        };
    }
}
