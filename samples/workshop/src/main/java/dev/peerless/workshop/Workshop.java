package dev.peerless.workshop;

import dev.peerless.transcript.TerminalForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogManager;

/** The workshop's one command; see its README. */
public final class Workshop {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Workshop() {}

    /**
     * Begins the workshop.
     *
     * @param args its folder
     * @throws Exception if files cannot be read or written
     */
    public static void main(String[] args) throws Exception {
        // JDK 22 made a console of everything; this asks for the one that is there only for a terminal.
        System.setProperty("jdk.console", "java.base");
        boolean terminal = TerminalForm.isAtTerminal();
        boolean colours = TerminalForm.ofThisProcess() == TerminalForm.COLOURED;
        var charset = charset();
        var options = Options.of(
                Path.of(args.length == 0 ? "" : args[0]).toAbsolutePath().normalize(), given(), Locale.getDefault());
        var out = new PrintStream(System.out, true, charset);
        var in = new BufferedReader(new InputStreamReader(System.in, charset));
        boolean fine = run(options, charset, new Terminal(out, colours, terminal), in);
        // What learners write may leave threads behind, and Maven would wait for them.
        System.exit(fine ? 0 : 1);
    }

    private static boolean run(Options options, Charset charset, Terminal terminal, BufferedReader in)
            throws IOException, InterruptedException {
        var language = options.language();
        if (!Environment.canShow(language, charset)) {
            language = Language.ENGLISH;
            var words = new Words(language);
            terminal.show(Line.wrapped(Line.Kind.PLAIN, words.say("environment.no-chinese", charset)));
            terminal.show(Line.wrapped(Line.Kind.PLAIN, words.say("environment.no-chinese.cure")));
        }
        var words = new Words(language);
        if (options.mistake() != null) {
            return complain(terminal, options.mistake());
        }
        var missing = Environment.missing(words);
        if (!missing.isEmpty()) {
            return complain(terminal, String.join("\n", missing));
        }
        var folders = new Folders(options.folder());
        var lessons = Lessons.read(folders, language);
        if (lessons.isEmpty()) {
            return complain(terminal, words.say("environment.no-lessons", folders.root()));
        }
        var noSuchLesson = options.noSuchLesson(lessons);
        if (noSuchLesson != null) {
            return complain(terminal, noSuchLesson);
        }
        silenceLogs();
        var runner = new LessonRunner(new LessonCompiler(language.locale()), LIMIT);
        if (options.check()) {
            return new RoomCheck(words, folders, runner).run(lessons, terminal::show);
        }
        var screens = new Screens(words, folders, Path.of("").toAbsolutePath(), options.watch(), terminal.size());
        var begun = Session.begin(lessons, screens, Shell.progress(folders).startingAt(options.lesson()));
        Runtime.getRuntime().addShutdownHook(new Thread(terminal::end, "end of the line"));
        new Shell(folders, runner, terminal, in, options.watch()).play(begun);
        return true;
    }

    private static boolean complain(Terminal terminal, String text) {
        terminal.show(Line.wrapped(Line.Kind.BAD, text));
        return false;
    }

    /** Servers of the lessons log much; their tests hear it all the same. Logback has its own file for that. */
    private static void silenceLogs() {
        var root = LogManager.getLogManager().getLogger("");
        for (var handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
    }

    /** What the terminal is set to; the JVM tells it under a name that depends on its age. */
    private static Charset charset() {
        for (var property : List.of("stdout.encoding", "sun.stdout.encoding")) {
            var name = System.getProperty(property);
            if (name != null && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return Charset.defaultCharset();
    }

    private static Map<String, String> given() {
        var given = new HashMap<String, String>();
        for (var option : List.of("lang", "lesson", "watch", "check")) {
            var value = System.getProperty(option);
            if (value != null) {
                given.put(option, value);
            }
        }
        return given;
    }
}
