package dev.peerless.benchmarks;

import dev.peerless.assertions.PeerlessAssertions;
import dev.peerless.benchmarks.counterpart.Kit;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Another JVM of the same kind, for what has to be cold or apart. */
final class ChildJvm {

    private static final String ALWAYS =
            "(peerless-benchmarks|peerless-junit|junit|opentest4j|apiguardian|commons-lang3|jspecify)-.*";
    private static final Path ASSERTIONS = placeOf(PeerlessAssertions.class);

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

    /**
     * What a build that uses this kit alone has on its class path, with Peerless and JUnit: each jar more makes a JVM
     * slower. Peerless watches releases if its assertions are there.
     */
    static String classPath(Kit kit) {
        return Arrays.stream(classPath().split(File.pathSeparator))
                .filter(entry -> isNeeded(kit, Path.of(entry).toAbsolutePath()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isNeeded(Kit kit, Path entry) {
        var jar = String.valueOf(entry.getFileName());
        if (entry.equals(ASSERTIONS)) {
            return kit == Kit.WATCHING;
        }
        return Files.isDirectory(entry) || jar.matches(ALWAYS) || kit.needs(jar);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
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
