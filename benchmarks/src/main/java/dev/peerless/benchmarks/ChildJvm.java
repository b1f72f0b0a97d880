package dev.peerless.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the same kind, for what has to be cold or apart. */
final class ChildJvm {

    private ChildJvm() {}

    static ProcessBuilder command(String classPath, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Runs a program, and gives the last line that it printed. */
    static String run(String classPath, Class<?> main, String... arguments) throws IOException, InterruptedException {
        var process = command(classPath, main, arguments).start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int code = process.waitFor();
        if (code != 0 || lines.isEmpty()) {
            throw new IOException(
                    main.getSimpleName() + " " + List.of(arguments) + " ended with " + code + " after " + lines);
        }
        return lines.get(lines.size() - 1);
    }
}
