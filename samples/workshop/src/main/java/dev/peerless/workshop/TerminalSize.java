package dev.peerless.workshop;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How much a terminal shows at a time.
 *
 * @param rows from top to bottom; {@link Integer#MAX_VALUE} if that is not known, or it is no terminal
 * @param columns from left to right; {@link Integer#MAX_VALUE} likewise
 */
record TerminalSize(int rows, int columns) {

    static final TerminalSize UNKNOWN = new TerminalSize(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("([1-9]\\d{0,3}) ([1-9]\\d{0,3})\\s*");

    /** Asks the terminal of this process; Java cannot, and Windows has nobody to ask. */
    static TerminalSize ofThisProcess() {
        var terminal = new File("/dev/tty");
        if (!terminal.exists()) {
            return UNKNOWN;
        }
        try {
            var asked = new ProcessBuilder("stty", "size")
                    .redirectInput(terminal)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asked.waitFor(2, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
                return UNKNOWN;
            }
            return of(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    /** Understands what {@code stty size} says. */
    static TerminalSize of(String answer) {
        var matcher = ROWS_AND_COLUMNS.matcher(answer);
        return matcher.matches()
                ? new TerminalSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : UNKNOWN;
    }
}
