package dev.peerless.samples.failures;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** JVMs that are started under other locales, which are compiled for them and not installed. */
final class LocalisedJvm {

    private static final int PATIENCE_SECONDS = 120;

    /** Enough for all that is provoked, and soon used up. */
    private static final int DESCRIPTORS = 1024;

    private final Path folder;

    /**
     * @param folder where locales go, and what was told
     */
    LocalisedJvm(Path folder) {
        this.folder = folder;
    }

    /** Makes a locale if this machine has what is needed; otherwise it may have it installed, which shows in what is told. */
    void compile(String locale) throws IOException, InterruptedException {
        var name = locale.split("\\.");
        if (name.length == 2 && Files.isExecutable(Path.of("/usr/bin/localedef"))) {
            await(new ProcessBuilder(
                    "/usr/bin/localedef",
                    "-i",
                    name[0],
                    "-f",
                    name[1],
                    folder.resolve(locale).toString()));
        }
    }

    /** Provokes these parts in a JVM of its own, with variables such as {@code LC_ALL}. */
    List<Told> run(Map<String, String> variables, Part... parts) throws IOException, InterruptedException {
        var told = Files.createTempFile(folder, "told", ".txt");
        var command = new ArrayList<>(List.of("sh", "-c", "ulimit -n " + DESCRIPTORS + " && exec \"$@\"", "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ProvokeAll.class.getName(),
                told.toString()));
        Arrays.stream(parts).map(Part::name).forEach(command::add);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
        builder.environment().put("LOCPATH", folder.toString());
        builder.environment().putAll(variables);
        var output = await(builder);
        var lines = Files.readAllLines(told, UTF_8);
        if (lines.isEmpty()) {
            throw new IllegalStateException("under " + variables + " nothing was told:\n" + output);
        }
        return lines.stream().map(Told::parse).toList();
    }

    /** Waits for its end, and gives what it printed. */
    private String await(ProcessBuilder builder) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "output", ".txt");
        var process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended;
        try {
            ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        var printed = new String(Files.readAllBytes(output), UTF_8);
        if (!ended) {
            throw new IllegalStateException(
                    builder.command() + " was not over after " + PATIENCE_SECONDS + " s:\n" + printed);
        }
        return printed;
    }
}
