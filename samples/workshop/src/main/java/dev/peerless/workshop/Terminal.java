package dev.peerless.workshop;

import java.io.PrintStream;
import java.util.List;

/** Prints lines. Where nobody types, what came in is printed instead of a prompt. */
final class Terminal {

    private static final String PROMPT = "> ";

    private final PrintStream out;
    private final boolean coloured;
    private final boolean interactive;
    /** Also read when the JVM is told to end. */
    private volatile boolean prompted;

    Terminal(PrintStream out, boolean coloured, boolean interactive) {
        this.out = out;
        this.coloured = coloured;
        this.interactive = interactive;
    }

    /** How much it shows at a time; it may have changed since. */
    TerminalSize size() {
        return interactive ? TerminalSize.ofThisProcess() : TerminalSize.UNKNOWN;
    }

    void show(List<Line> lines) {
        endPrompt();
        lines.forEach(line -> out.println(coloured ? line.coloured() : line.text()));
        out.flush();
    }

    void prompt() {
        if (interactive) {
            out.print(PROMPT);
            out.flush();
            prompted = true;
        }
    }

    /** A line came in: where it was typed, the cursor is on the next one. */
    void typed(String line) {
        if (!interactive) {
            out.println(PROMPT + line);
        }
        prompted = false;
    }

    /** Leaves whoever comes next a line of its own, also where the learner typed Ctrl-C. */
    void end() {
        endPrompt();
        out.flush();
    }

    private void endPrompt() {
        if (prompted) {
            out.println();
            prompted = false;
        }
    }
}
