package dev.peerless.workshop;

import dev.peerless.junit.ReportListener;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Compiles a lesson and runs its tests within this JVM, each time in a class loader of its own.
 *
 * <h2>Threads</h2>
 *
 * <p>A run has a thread of its own, which is given up when it does not come to an end in time.
 */
final class LessonRunner {

    private static final String PAGE = "report.html";

    private final LessonCompiler compiler;
    private final Duration limit;

    LessonRunner(LessonCompiler compiler, Duration limit) {
        this.compiler = compiler;
        this.limit = limit;
    }

    /**
     * Runs a lesson.
     *
     * @param folder the name of the lesson's folder and package
     * @param sources folders with its files; of files with the same name the last one counts
     * @param output where classes and the page of the report are left; it is emptied first, but for the page of the last run
     */
    Outcome run(String folder, List<Path> sources, Path output) throws IOException, InterruptedException {
        empty(output);
        var classes = Files.createDirectories(output.resolve("classes"));
        var files = new LinkedHashMap<String, Path>();
        for (var source : sources) {
            for (var file : Folders.files(source)) {
                files.put(source.relativize(file).toString(), file);
            }
        }
        var errors = compiler.compile(
                files.values().stream()
                        .filter(file -> file.toString().endsWith(".java"))
                        .toList(),
                classes);
        if (!errors.isEmpty()) {
            return new Outcome.DoesNotCompile(errors);
        }
        copyResources(files, classes.resolve(folder));
        return bounded(folder, () -> test(folder, classes, output.resolve("report")));
    }

    private Outcome bounded(String folder, Callable<Outcome> run) throws InterruptedException {
        var task = new FutureTask<>(run);
        var thread = new Thread(task, "lesson");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var at = TestResults.at(folder, thread.getStackTrace());
            thread.interrupt();
            return new Outcome.DidNotEnd(limit, at);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the lesson could not be run", e.getCause());
        }
    }

    private static Outcome test(String folder, Path classes, Path report) throws IOException {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, LessonRunner.class.getClassLoader())) {
            thread.setContextClassLoader(loader);
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectPackage(folder))
                    .configurationParameter("peerless.report.dir", report.toString())
                    .configurationParameter("junit.platform.output.capture.stdout", "false")
                    .build();
            var config = LauncherConfig.builder()
                    .enableTestExecutionListenerAutoRegistration(false)
                    .enableLauncherSessionListenerAutoRegistration(false)
                    .build();
            var results = new TestResults(folder);
            LauncherFactory.create(config).execute(request, results, new ReportListener());
            return results.outcome(page(report));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Gives the page a name that is short and stays: whoever has it open in a browser loads it again. */
    private static @Nullable Path page(Path report) throws IOException {
        if (!Files.isDirectory(report)) {
            return null;
        }
        try (Stream<Path> pages = Files.list(report)) {
            var page = pages.filter(file -> file.toString().endsWith(".html")).max(Comparator.naturalOrder());
            return page.isEmpty()
                    ? null
                    : Files.move(page.get(), report.resolveSibling(PAGE), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copyResources(Map<String, Path> files, Path classes) throws IOException {
        for (var file : files.entrySet()) {
            if (!file.getKey().endsWith(".java") && !file.getKey().endsWith(".md")) {
                var copy = classes.resolve(file.getKey());
                Files.createDirectories(copy.resolveSibling("."));
                Files.write(copy, Files.readAllBytes(file.getValue()));
            }
        }
    }

    private static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder) && !file.getFileName().toString().equals(PAGE)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
