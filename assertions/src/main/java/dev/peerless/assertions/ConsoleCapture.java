package dev.peerless.assertions;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Hears what is printed on a console, and passes it on. */
final class ConsoleCapture extends PrintStream {

    private final Console console;

    private ConsoleCapture(Console console) {
        super(console, true, console.charset);
        this.console = console;
    }

    /**
     * Takes the place of {@code System.out} and {@code System.err}.
     *
     * @param frameworks the packages of what is heard otherwise, so that it does not count what they print
     */
    static Runnable attach(CapturedLog log, List<String> frameworks) {
        var out = replace(new Console(log, "System.out", System.out, frameworks), System::setOut);
        var err = replace(new Console(log, "System.err", System.err, frameworks), System::setErr);
        return () -> {
            err.giveBack(() -> System.err, System::setErr);
            out.giveBack(() -> System.out, System::setOut);
        };
    }

    private static ConsoleCapture replace(Console console, Consumer<PrintStream> setter) {
        var capture = new ConsoleCapture(console);
        setter.accept(capture);
        return capture;
    }

    /** If another took its place since, it stays below that, and only passes on. */
    private void giveBack(Supplier<PrintStream> getter, Consumer<PrintStream> setter) {
        flush();
        console.end();
        if (getter.get() == this) {
            setter.accept(below());
        }
    }

    private PrintStream below() {
        return console.original instanceof ConsoleCapture capture && capture.console.ended
                ? capture.below()
                : console.original;
    }

    private static final class Console extends OutputStream {

        private final CapturedLog log;
        private final String source;
        private final PrintStream original;
        private final List<String> frameworks;
        private final Charset charset;
        private final Map<Thread, Line> lines = new HashMap<>();
        private volatile boolean ended;

        Console(CapturedLog log, String source, PrintStream original, List<String> frameworks) {
            this.log = log;
            this.source = source;
            this.original = original;
            this.frameworks = List.copyOf(frameworks);
            this.charset = charset(source.equals("System.err") ? "stderr" : "stdout");
        }

        /** What the console expects. Before JDK 18, a stream does not tell. */
        private static Charset charset(String stream) {
            for (var property : List.of(stream + ".encoding", "sun." + stream + ".encoding")) {
                var name = System.getProperty(property);
                if (name != null && Charset.isSupported(name)) {
                    return Charset.forName(name);
                }
            }
            return Charset.defaultCharset();
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            original.write(bytes, offset, length);
            if (!ended && !isOfAFramework()) {
                hear(bytes, offset, length);
            }
        }

        @Override
        public void flush() {
            original.flush();
        }

        private boolean isOfAFramework() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                            .anyMatch(name -> frameworks.stream().anyMatch(name::startsWith)));
        }

        private synchronized void hear(byte[] bytes, int offset, int length) {
            lines.computeIfAbsent(Thread.currentThread(), thread -> new Line()).take(bytes, offset, length);
        }

        synchronized void end() {
            ended = true;
            lines.values().forEach(Line::end);
            lines.clear();
        }

        /** What one thread has printed since its last line feed. */
        private final class Line {

            private final PrintedLines printed = new PrintedLines(source);
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            void take(byte[] more, int offset, int length) {
                for (int i = offset; i < offset + length; i++) {
                    if (more[i] == '\n') {
                        end();
                    } else {
                        bytes.write(more[i]);
                    }
                }
            }

            void end() {
                var line = bytes.toString(charset).stripTrailing();
                bytes.reset();
                if (!line.isEmpty()) {
                    log.add(printed, line);
                }
            }
        }
    }
}
