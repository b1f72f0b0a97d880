package dev.peerless.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the documentation to what is compiled and run: every snippet in Java or Kotlin stands, line by line, in these
 * samples or in a project that tries the published jars.
 */
class SnippetsTest {

    static final Path ROOT = root();
    private static final Pattern SNIPPET = Pattern.compile("```(?:java|kotlin)\\R(.*?)```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everySnippetIsTakenFromTheSamples() throws IOException {
        var sources = sources();
        return pages().stream()
                .flatMap(page -> SNIPPET.matcher(read(page)).results().map(result -> {
                    var snippet = significantLines(result.group(1));
                    return dynamicTest(
                            ROOT.relativize(page) + ": "
                                    + snippet.lines().findFirst().orElse(""),
                            () -> assertThat(sources).as(snippet).anyMatch(source -> source.contains(snippet)));
                }));
    }

    private static List<String> sources() throws IOException {
        try (var samples = Files.walk(ROOT.resolve("samples/src"));
                var incidents = Files.walk(ROOT.resolve("samples/incidents/src"));
                var consumers = Files.walk(ROOT.resolve("compatibility/src/it"))) {
            return Stream.of(samples, incidents, consumers)
                    .flatMap(files -> files)
                    .filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".kt"))
                    .map(file -> significantLines(read(file)))
                    .toList();
        }
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(
                                            "README.md",
                                            "README.zh-CN.md",
                                            "samples/incidents/README.md",
                                            "samples/incidents/README.zh-CN.md")
                                    .map(ROOT::resolve),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    private static String significantLines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Surefire runs in the module's folder, an editor may run in the project's. */
    private static Path root() {
        var here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("samples")) ? here : here.getParent();
    }
}
