package dev.peerless.workshop;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles a lesson within this JVM, against what the workshop itself is run with. */
final class LessonCompiler {

    private final JavaCompiler compiler =
            Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "this Java has no compiler");
    private final Locale locale;
    /** One for all runs, since it remembers what is in the jars; they are open as long as the JVM is there. */
    private final StandardJavaFileManager files;

    LessonCompiler(Locale locale) {
        this.locale = locale;
        this.files = compiler.getStandardFileManager(null, locale, StandardCharsets.UTF_8);
    }

    /** Gives the complaints; none if all of it was compiled. */
    List<Outcome.CompileError> compile(List<Path> sources, Path classes) throws IOException {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var options = List.of(
                "-proc:none",
                "-nowarn",
                "-g",
                "--release",
                "17",
                "-classpath",
                String.join(File.pathSeparator, classPath()),
                "-d",
                classes.toString());
        compiler.getTask(
                        new StringWriter(),
                        files,
                        diagnostics,
                        options,
                        null,
                        files.getJavaFileObjectsFromPaths(sources))
                .call();
        var errors = new ArrayList<Outcome.CompileError>();
        for (var diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                errors.add(error(diagnostic));
            }
        }
        return errors;
    }

    private Outcome.CompileError error(Diagnostic<? extends JavaFileObject> diagnostic) throws IOException {
        var file = diagnostic.getSource();
        long line = Math.max(0, diagnostic.getLineNumber());
        return new Outcome.CompileError(
                file == null ? "" : Path.of(file.toUri()).getFileName().toString(),
                line,
                Math.max(0, diagnostic.getColumnNumber()),
                diagnostic.getMessage(locale),
                line(file, line));
    }

    private static String line(@Nullable JavaFileObject file, long line) throws IOException {
        if (file == null || line == 0) {
            return "";
        }
        return Files.readString(Path.of(file.toUri()))
                .lines()
                .skip(line - 1)
                .findFirst()
                .orElse("");
    }

    /** Maven runs programs in class loaders of its own, which the class path of the JVM does not tell of. */
    private static Set<String> classPath() {
        var entries = new LinkedHashSet<String>();
        for (ClassLoader loader = LessonCompiler.class.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader urls) {
                for (var url : urls.getURLs()) {
                    entries.add(file(url));
                }
            }
        }
        if (entries.isEmpty()) {
            entries.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
        }
        return entries;
    }

    private static String file(URL url) {
        try {
            return Path.of(url.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a file: " + url, e);
        }
    }
}
