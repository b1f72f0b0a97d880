package dev.peerless.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.peerless.benchmarks.pure.Script;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What code costs that does no I/O, measured by JMH: JVMs of their own, warmed up, so that neither what ran before nor
 * what the compiler leaves out tells in the figures.
 */
final class PureCode implements Benchmark {

    private static final String PACKAGE = Script.class.getPackageName();

    static final String NOT_COMPILED =
            "JMH finds no benchmarks: they have to be compiled with its processor of annotations, as Maven does";

    /** Tells whether JMH's processor of annotations has seen the benchmarks, which some other compilers leave out. */
    static boolean isCompiled() {
        return PureCode.class.getResource(BenchmarkList.BENCHMARK_LIST) != null;
    }

    @Override
    public Table run(Scale scale) throws Exception {
        if (!isCompiled()) {
            throw new IllegalStateException(NOT_COMPILED);
        }
        var table = new Table("jmh: what pure code costs", "", "ns, median (min - max)", "B allocated");
        for (var result : new Runner(options(scale)).run()) {
            table.row(
                    name(result.getParams().getBenchmark()),
                    nanos(result).show(1),
                    String.format(Locale.ROOT, "%.0f", bytes(result)));
        }
        return table;
    }

    private static Options options(Scale scale) {
        var time = TimeValue.milliseconds(scale.of(200, 5));
        return new OptionsBuilder()
                .include("^" + Pattern.quote(PACKAGE + "."))
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                // One that is warm tells more than two that are not; whether the methods still work shows without any.
                .forks(scale.of(1, 0))
                .jvmArgsAppend(forkArguments())
                .warmupIterations(scale.of(12, 1))
                .warmupTime(time)
                .measurementIterations(scale.of(5, 1))
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
    }

    /**
     * A heap that has all its memory from the start: a fresh page costs more than the code that fills it. And JDKs from
     * 24 on warn in each JVM of what JMH uses of them.
     */
    private static String[] forkArguments() {
        var heap = Stream.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
        return (Runtime.version().feature() >= 24
                        ? Stream.concat(heap, Stream.of("--sun-misc-unsafe-memory-access=allow"))
                        : heap)
                .toArray(String[]::new);
    }

    private static Series nanos(RunResult result) {
        var nanos = new Series();
        result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getPrimaryResult)
                .forEach(iteration -> nanos.add(iteration.getScore()));
        return nanos;
    }

    private static double bytes(RunResult result) {
        var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return requireNonNull(allocated, "of the profiler").getScore();
    }

    /** From camel case to words, without the package: {@code script: read without faults}. */
    private static String name(String method) {
        return method.substring(PACKAGE.length() + 1)
                .replace(".", ": ")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
