package dev.peerless.samples.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Has libraries fail in every way, in the language that this JVM was started in, and writes down what they told. */
final class ProvokeAll {

    private ProvokeAll() {}

    /**
     * Writes a line for each provocation, and ends.
     *
     * @param arguments the file to write to, then the parts
     */
    public static void main(String[] arguments) throws Exception {
        var parts = Arrays.stream(arguments).skip(1).map(Part::valueOf).toList();
        var lines = new ArrayList<String>();
        var threads = Executors.newCachedThreadPool();
        for (var told : threads.invokeAll(parts.stream().map(ProvokeAll::inTurn).toList())) {
            lines.addAll(told.get());
        }
        lines.add(attempt(SystemErrors.descriptors()));
        Files.write(Path.of(arguments[0]), lines, UTF_8);
        System.exit(0);
    }

    private static Callable<List<String>> inTurn(Part part) {
        return () -> part.provocations().stream().map(ProvokeAll::attempt).toList();
    }

    private static String attempt(Provocation provocation) {
        Throwable thrown = new IllegalStateException("did not fail");
        try {
            provocation.attempt().run();
        } catch (Throwable failure) {
            thrown = failure;
        }
        return Told.of(provocation, thrown).line();
    }
}
