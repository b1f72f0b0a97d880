package dev.peerless.workshop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Runs lessons as {@code mvn -Pworkshop} does: in a class loader of Maven's, so that the JVM's own one knows nothing of what they
 * need.
 */
final class AsMavenDoes {

    private static final ClassLoader LOADER = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());

    /**
     * How a run went, in words, since the class of an outcome is another one there.
     *
     * @param kind the outcome's
     * @param message what the test says that failed; else the whole outcome
     * @param whole all that is known of it
     */
    record Ran(String kind, String message, String whole) {}

    private AsMavenDoes() {}

    /** Runs what is in some folders, of which the last one counts. */
    @SuppressWarnings("unchecked") // the class below
    static Ran run(String lesson, Path output, Path... sources) throws ReflectiveOperationException {
        var run = (Function<List<String>, List<String>>)
                LOADER.loadClass(Run.class.getName()).getDeclaredConstructor().newInstance();
        var given = new ArrayList<>(List.of(lesson, output.toString()));
        Arrays.stream(sources).map(Path::toString).forEach(given::add);
        var told = run.apply(given);
        return new Ran(told.get(0), told.get(1), told.get(2));
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(AsMavenDoes::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("not a part of a class path: " + entry, e);
        }
    }

    /** What is loaded there; it takes a lesson, a folder for what comes of it, and the folders with its files. */
    public static final class Run implements Function<List<String>, List<String>> {

        /** Made by reflection. */
        public Run() {}

        @Override
        public List<String> apply(List<String> given) {
            var sources = given.stream().skip(2).map(Path::of).toList();
            var runner = new LessonRunner(new LessonCompiler(Locale.ENGLISH), Duration.ofMinutes(2));
            try {
                var outcome = runner.run(given.get(0), sources, Path.of(given.get(1)));
                var message = outcome instanceof Outcome.Failed failed ? failed.message() : outcome.toString();
                return List.of(outcome.getClass().getSimpleName(), message, outcome.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
