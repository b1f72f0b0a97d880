package dev.peerless.benchmarks.soak;

import static java.util.stream.Collectors.toSet;

import java.io.File;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests again and again in one JVM, classes and methods in parallel, while every core is kept busy by something
 * else. For half an hour, the whole conformance table, which is every test that holds a table of the guides to what sockets,
 * packets and servers meet:
 *
 * <pre>{@code
 * mvn -q -pl benchmarks -am -DskipTests package -Dsoak=30m
 * }</pre>
 *
 * <p>{@code -Dsoak=100x} runs so many rounds instead, {@code -Dsoak.tests='dev.peerless.(peer|assertions).*'} those
 * classes whose full name matches, {@code -Dsoak.parallel=false} one test after the other. Ends with 1 if a test failed, or if threads,
 * descriptors or heap grow from round to round, which takes some rounds to tell.
 */
public final class Soak {

    private final Span span;
    private final LauncherDiscoveryRequest tests;

    private Soak(Span span, String pattern, boolean parallel) {
        this.span = span;
        this.tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(testFolders()))
                // Classes within tests are run by their tests: those that are to fail, too.
                .filters(
                        ClassNameFilter.includeClassNamePatterns("[^$]*Test"),
                        ClassNameFilter.includeClassNamePatterns(pattern))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", String.valueOf(parallel))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .build();
    }

    /**
     * Runs the soak.
     *
     * @param arguments how long, such as {@code 30m} or {@code 100x}; which classes; whether in parallel
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String... arguments) throws InterruptedException {
        if (arguments.length != 3) {
            System.err.println("Say how long, which classes, and whether in parallel, but these were "
                    + Arrays.toString(arguments));
            System.exit(2);
        }
        System.exit(new Soak(Span.parse(arguments[0]), arguments[1], Boolean.parseBoolean(arguments[2])).run() ? 0 : 1);
    }

    private static Set<Path> testFolders() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.endsWith("test-classes") && Files.isDirectory(path))
                .collect(toSet());
    }

    private boolean run() throws InterruptedException {
        var report = System.out;
        var errors = System.err;
        // What tests print is what they are about.
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        try (var busy = new BusyCores()) {
            report.println(busy + " beside the tests, for " + span);
            return run(report);
        } finally {
            System.setOut(report);
            System.setErr(errors);
        }
    }

    private boolean run(PrintStream report) throws InterruptedException {
        var launcher = LauncherFactory.create();
        var held = new ArrayList<Resources>();
        var totals = new Outcome();
        long start = System.nanoTime();
        for (int round = 1; !span.isOver(round, start); round++) {
            var outcome = new Outcome();
            launcher.execute(tests, outcome);
            totals.add(outcome);
            held.add(Resources.settled());
            report.printf(
                    Locale.ROOT,
                    "round %d, %d s: %s, %s%n",
                    round,
                    (System.nanoTime() - start) / 1_000_000_000,
                    outcome,
                    held.get(round - 1));
            outcome.failures().forEach(report::println);
        }
        report.println("in all: " + totals + "; " + Growth.verdict(held));
        return totals.ran() > 0
                && totals.failures().isEmpty()
                && Growth.of(held).isEmpty();
    }
}
