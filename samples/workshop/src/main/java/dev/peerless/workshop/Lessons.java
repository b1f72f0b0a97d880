package dev.peerless.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads lessons from the disk. */
final class Lessons {

    private Lessons() {}

    /** All there are, in their order. */
    static List<Lesson> read(Folders folders, Language language) throws IOException {
        var lessons = new ArrayList<Lesson>();
        for (var name : folders.names()) {
            lessons.add(read(folders, name, language));
        }
        return lessons;
    }

    /** From which number to which they go. */
    static String numbers(List<Lesson> lessons) {
        return lessons.get(0).number() + "-" + lessons.get(lessons.size() - 1).number();
    }

    private static Lesson read(Folders folders, String name, Language language) throws IOException {
        var folder = folders.lesson(name);
        var hints = LessonText.of(Files.readString(folder.resolve(language.file("hints"))));
        return new Lesson(
                Integer.parseInt(name.substring("lesson".length())),
                name,
                LessonText.of(Files.readString(folder.resolve(language.file("README")))),
                hints.sections().stream().map(LessonText.Section::body).toList(),
                solutions(folders.solution(name)));
    }

    private static List<Lesson.Solution> solutions(Path folder) throws IOException {
        var solutions = new ArrayList<Lesson.Solution>();
        for (var file : Folders.files(folder)) {
            solutions.add(new Lesson.Solution(folder.relativize(file).toString(), Files.readString(file)));
        }
        return solutions;
    }
}
