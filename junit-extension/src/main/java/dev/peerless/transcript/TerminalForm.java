package dev.peerless.transcript;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * How people see transcripts in a terminal: in colours where it may show them, else as plain text. Only colours are
 * added: without them the text is what {@link Transcript#toString()} and failure messages say, and nothing is told by
 * colour alone. Failure messages themselves are always plain, since they are compared and logged.
 *
 * <pre>{@code
 * System.out.println(TerminalForm.ofThisProcess().of(peer.transcript()));
 * }</pre>
 *
 * <p>Immutable, and safe to use from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TerminalForm {

    /** With ANSI colours: RST red, FIN yellow, what holds a connection up magenta, data cyan, times dim. */
    COLOURED,

    /** As it is. */
    PLAIN;

    /** Mark, connection, time and direction of an event's line, its kind, and the rest. */
    private static final Pattern LINE =
            Pattern.compile("(\\h*)(>?)(\\h*(?:#\\d+|--)\\h+)([+-]\\d+\\.\\d{3} ms)(\\h{2}[<> ]\\h{2})(\\w+)(.*)");

    private static final String ESCAPE = "\u001B[";
    private static final String DIM = "2";
    private static final String MARKED = "1;31";
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String MAGENTA = "35";
    private static final String CYAN = "36";

    /** By the first word of what happened; of any other the line stays as it is. */
    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("data", CYAN),
            Map.entry("FIN", YELLOW),
            Map.entry("close_notify", YELLOW),
            Map.entry("RST", RED),
            Map.entry("aborted", RED),
            Map.entry("crashed", RED),
            Map.entry("failed", RED),
            Map.entry("stalled", MAGENTA),
            Map.entry("cut", MAGENTA),
            Map.entry("vanished", MAGENTA),
            Map.entry("mute", MAGENTA),
            Map.entry("slowed", MAGENTA),
            Map.entry("corrupted", MAGENTA),
            Map.entry("refuses", MAGENTA),
            Map.entry("ignores", MAGENTA),
            Map.entry("queued", MAGENTA));

    /**
     * Chooses by what this process writes to.
     *
     * <p>Plain if {@code NO_COLOR} is set, or {@code FORCE_COLOR} is {@code 0} or {@code false}; else coloured if {@code
     * FORCE_COLOR} or {@code CLICOLOR_FORCE} asks for it; else coloured only on a terminal, and not if {@code CLICOLOR}
     * is {@code 0}, or {@code TERM} is {@code dumb} or unset. A Windows console counts as a terminal of that kind where
     * its environment says that it knows ANSI codes. Variables set to nothing count as unset.
     *
     * <p>A JVM that a build forks for tests, as Surefire does, writes to no terminal.
     *
     * @return the form that may be written to standard output
     */
    public static TerminalForm ofThisProcess() {
        return new TerminalChoice(System::getenv, TerminalChoice::isTerminal, System.getProperty("os.name", "")).form();
    }

    /**
     * Tells whether somebody may be looking: whether standard input and output are a terminal, whatever it can show.
     *
     * @return whether they are
     */
    public static boolean isAtTerminal() {
        return TerminalChoice.isTerminal();
    }

    /**
     * Gives a transcript in this form.
     *
     * @param transcript what was observed
     * @return a line per event
     */
    public String of(Transcript transcript) {
        return of(transcript.toString());
    }

    /**
     * Gives a text that may hold lines of a transcript, such as a failure's message, in this form. All other lines stay as
     * they are.
     *
     * @param text any text
     * @return the same text, with colours in lines of transcripts if this is {@link #COLOURED}
     */
    public String of(String text) {
        return this == PLAIN
                ? text
                : text.lines().map(this::line).collect(Collectors.joining("\n")) + (text.endsWith("\n") ? "\n" : "");
    }

    private String line(String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return line;
        }
        var kind = parts.group(6);
        return parts.group(1)
                + styled(MARKED, parts.group(2))
                + parts.group(3)
                + styled(DIM, parts.group(4))
                + parts.group(5)
                + styled(COLOURS.getOrDefault(kind, ""), kind)
                + parts.group(7);
    }

    /**
     * Gives text of one's own in a style, for what stands around a transcript.
     *
     * @param codes the numbers of the style as ANSI terminals know them (ECMA-48, SGR), such as {@code 1} for bold or
     *     {@code 1;36} for bold cyan; none for no style
     * @param text the text
     * @return the text, between these codes and the one that ends them if this is {@link #COLOURED}
     */
    public String styled(String codes, String text) {
        return this == PLAIN || codes.isEmpty() || text.isEmpty() ? text : ESCAPE + codes + "m" + text + ESCAPE + "0m";
    }
}
