package dev.peerless.internal.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketLinesTest {

    /** As long as those of the kernel. */
    private static final List<String> LINES =
            IntStream.range(0, 20).mapToObj(i -> i + ":".repeat(150)).toList();

    @TempDir
    Path folder;

    private Path table() throws IOException {
        return Files.write(folder.resolve("tcp"), LINES);
    }

    @Test
    void areThoseOfTheTable() throws Exception {
        try (var lines = new SocketLines(table())) {
            assertThat(lines).containsExactlyElementsOf(LINES);
        }
    }

    @Test
    void areKeptForWhoAsksAgain() throws Exception {
        var table = table();
        try (var lines = new SocketLines(table)) {
            assertThat(lines).hasSameSizeAs(LINES);
            Files.delete(table);

            assertThat(lines).containsExactlyElementsOf(LINES);
        }
    }

    @Test
    void areReadNoFurtherThanTheyAreAskedFor() throws Exception {
        var table = table();
        try (var lines = new SocketLines(table)) {
            assertThat(lines.iterator().next()).isEqualTo(LINES.get(0));
            Files.write(table, new byte[0]);

            assertThat(lines).containsExactly(LINES.get(0));
        }
    }

    @Test
    void areNotReadBeforeTheyAreAskedFor() throws Exception {
        try (var lines = new SocketLines(folder.resolve("none"))) {
            assertThatThrownBy(() -> lines.iterator().hasNext()).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void endWhenClosed() throws Exception {
        var lines = new SocketLines(table());
        var iterator = lines.iterator();
        assertThat(iterator.next()).isEqualTo(LINES.get(0));

        lines.close();

        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
}
