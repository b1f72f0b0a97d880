package dev.peerless.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways of saving a file. */
class WatcherTest {

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile Path program;
    private Watcher watcher;

    @BeforeEach
    void watch() throws Exception {
        program = Files.writeString(folder.resolve("Program.java"), "old");
        watcher = new Watcher(() -> told.add(read()));
        watcher.watch(folder);
    }

    @AfterEach
    void close() throws Exception {
        watcher.close();
    }

    private String read() {
        try {
            return Files.readString(program);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Waits for a text. A file that is written is empty for a moment, which a busy machine draws out. */
    private String next() throws InterruptedException {
        var next = told.poll(20, TimeUnit.SECONDS);
        while ("".equals(next)) {
            next = told.poll(20, TimeUnit.SECONDS);
        }
        return next;
    }

    /** At once: at no time is the file empty. */
    private static void replace(Path file, String text) throws IOException {
        var copy = Files.writeString(file.resolveSibling(file.getFileName() + "~"), text);
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void tellsWhenAFileIsWritten() throws Exception {
        Files.writeString(program, "new");

        assertThat(next()).isEqualTo("new");
    }

    @Test
    void tellsWhenAFileIsReplaced() throws Exception {
        replace(program, "new");

        assertThat(next()).isEqualTo("new");
    }

    @Test
    void tellsWhenAPageIsWritten() throws Exception {
        Files.writeString(folder.resolve("page.jsp"), "page");

        assertThat(next()).isEqualTo("old");
    }

    @Test
    void waitsForAFileThatIsGoneForAMoment() throws Exception {
        Files.delete(program);
        Files.writeString(folder.resolve(".Program.java.swp"), "");
        Files.writeString(program, "new");

        assertThat(next()).isEqualTo("new");
    }

    @Test
    void saysNothingOfWhatDoesNotMatter() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "notes");
        replace(program, "old");
        replace(program, "new");

        assertThat(next()).isEqualTo("new");
        assertThat(told).isEmpty();
    }

    @Test
    void watchesOnlyTheLastFolder() throws Exception {
        var other = Files.createDirectories(folder.resolve("other"));
        watcher.watch(other);
        Files.writeString(program, "new");
        program = other.resolve("Other.java");
        replace(program, "other");

        assertThat(next()).isEqualTo("other");
        assertThat(told).isEmpty();
    }
}
