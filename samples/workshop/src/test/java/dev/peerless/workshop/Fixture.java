package dev.peerless.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A workshop of two tiny lessons: a greeting to be mended, and one that runs on no machine. */
final class Fixture {

    private Fixture() {}

    /** Copies it to a folder, where it can be worked on. */
    static Folders copyTo(Path folder) throws Exception {
        var from = Path.of(
                Objects.requireNonNull(Fixture.class.getResource("/fixture")).toURI());
        for (var file : Folders.files(from)) {
            var copy = folder.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.resolveSibling("."));
            Files.copy(file, copy);
        }
        return new Folders(folder);
    }

    /** Solves a lesson as a learner would. */
    static void solve(Folders folders, String folder, String file) throws IOException {
        Files.copy(
                folders.solution(folder).resolve(file),
                folders.work(folder).resolve(file),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
