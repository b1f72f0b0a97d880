package dev.peerless.workshop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the workshop lies on the disk. The lessons stay as they were written; the learner works on copies, so that a lesson can be
 * begun again, and that nothing of the repository changes.
 *
 * @param root the folder of the workshop
 */
record Folders(Path root) {

    private static final List<String> NOT_COPIED = List.of("fails-with.txt", "hints.md", "hints.zh-CN.md");

    /** A lesson as it was written. */
    Path lesson(String folder) {
        return root.resolve("lessons").resolve(folder);
    }

    /** The solved files of a lesson. */
    Path solution(String folder) {
        return root.resolve("solutions").resolve(folder);
    }

    /** Where the learner works on a lesson. */
    Path work(String folder) {
        return work().resolve(folder);
    }

    /** Where the learner works. */
    Path work() {
        return root.resolve("work");
    }

    /** Where a run of a lesson leaves its classes and its report; anew with each run. */
    Path output(String folder) {
        return root.resolve("target").resolve("workshop").resolve(folder);
    }

    /** The names of the lessons' folders, in their order. */
    List<String> names() throws IOException {
        var folder = root.resolve("lessons");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var lessons = Files.list(folder)) {
            return lessons.filter(Files::isDirectory)
                    .map(lesson -> lesson.getFileName().toString())
                    .filter(name -> name.matches("lesson\\d\\d"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Lays out copies of a lesson's files; what the learner has already begun to edit is left as it is.
     *
     * @return the files of those which the lesson has changed since, each of which is told once
     */
    List<String> layOut(Lesson lesson) throws IOException {
        return copy(lesson, false);
    }

    /** Begins a lesson again: what the learner has written there is gone. */
    void restore(Lesson lesson) throws IOException {
        copy(lesson, true);
    }

    private List<String> copy(Lesson lesson, boolean exercise) throws IOException {
        var outdated = new ArrayList<String>();
        var from = lesson(lesson.folder());
        var to = work(lesson.folder());
        Files.createDirectories(to);
        for (var file : files(from)) {
            var name = from.relativize(file).toString();
            var copy = to.resolve(name);
            boolean edited = false;
            if (lesson.files().contains(name)) {
                var begun = begun(lesson.folder(), name);
                edited = Files.exists(copy) && (!Files.exists(begun) || differs(begun, copy));
                if (edited && !exercise && Files.exists(begun) && differs(file, begun)) {
                    outdated.add(name);
                }
                write(file, begun);
            }
            if (!NOT_COPIED.contains(name) && (exercise || !edited) && differs(file, copy)) {
                write(file, copy);
            }
        }
        return outdated;
    }

    /** What the learner began with, to know whether it was edited; under a name that no compiler takes for its own. */
    private Path begun(String folder, String name) {
        return work().resolve(".begun").resolve(folder).resolve(name + ".txt");
    }

    private static void write(Path file, Path copy) throws IOException {
        Files.createDirectories(copy.resolveSibling("."));
        Files.write(copy, Files.readAllBytes(file));
    }

    /** Says which file of the learner's is gone, or empty; the compiler would complain of the test instead. */
    Outcome.@Nullable NoExercise missing(Lesson lesson) throws IOException {
        for (var name : lesson.files()) {
            var file = work(lesson.folder()).resolve(name);
            if (!Files.exists(file)) {
                return new Outcome.NoExercise(name, false);
            } else if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).isBlank()) {
                return new Outcome.NoExercise(name, true);
            }
        }
        return null;
    }

    private static boolean differs(Path file, Path copy) throws IOException {
        return !Files.exists(copy) || Files.mismatch(file, copy) >= 0;
    }

    /** The files below a folder. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
