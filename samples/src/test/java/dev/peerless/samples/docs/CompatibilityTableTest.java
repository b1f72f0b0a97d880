package dev.peerless.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the table of versions to what the matrix runs. */
class CompatibilityTableTest {

    private static final String PAGE = "docs/compatibility.md";
    private static final String MATRIX = "compatibility/src/it/junit-matrix/invoker.properties";

    @Test
    void hasARowForEachRun() throws IOException {
        assertThat(pairs(PAGE, "\\| (\\d[\\d.]*) \\| (\\d[\\d.]*) \\|"))
                .isNotEmpty()
                .isEqualTo(pairs(MATRIX, "-Djunit\\.version=(\\S+) -Dassertj\\.version=(\\S+)"));
    }

    @Test
    void runsAreCalledAfterTheirVersions() throws IOException {
        assertThat(pairs(MATRIX, "= JUnit (\\S+), AssertJ (\\S+)"))
                .isEqualTo(pairs(MATRIX, "-Djunit\\.version=(\\S+) -Dassertj\\.version=(\\S+)"));
    }

    private static List<String> pairs(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(SnippetsTest.ROOT.resolve(file)))
                .results()
                .map(versions -> versions.group(1) + ", " + versions.group(2))
                .toList();
    }
}
