package dev.peerless.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The learner's copies, and what a machine can run of them. */
class FoldersTest {

    @TempDir
    Path here;

    private Folders folders;
    private Lesson lesson;

    @BeforeEach
    void layOut() throws Exception {
        folders = Fixture.copyTo(here);
        lesson = Lessons.read(folders, Language.ENGLISH).get(0);
        folders.layOut(lesson);
    }

    private Path work(String file) {
        return folders.work("lesson01").resolve(file);
    }

    @Test
    void copiesWhatTheLearnerNeeds() throws Exception {
        assertThat(Folders.files(folders.work("lesson01")))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("Greeting.java", "GreetingTest.java", "README.md", "README.zh-CN.md");
    }

    @Test
    void leavesWhatTheLearnerWroteAndMendsTheTest() throws Exception {
        Files.writeString(work("Greeting.java"), "mine");
        Files.writeString(work("GreetingTest.java"), "mine");

        folders.layOut(lesson);

        assertThat(work("Greeting.java")).hasContent("mine");
        assertThat(work("GreetingTest.java"))
                .hasSameTextualContentAs(folders.lesson("lesson01").resolve("GreetingTest.java"));
    }

    @Test
    void followsALessonThatChangesWhereNothingWasEdited() throws Exception {
        Files.writeString(folders.lesson("lesson01").resolve("Greeting.java"), "newer");

        assertThat(folders.layOut(lesson)).isEmpty();

        assertThat(work("Greeting.java")).hasContent("newer");
    }

    @Test
    void tellsOnceOfALessonThatChangedBehindAnEditedFile() throws Exception {
        Files.writeString(work("Greeting.java"), "mine");
        Files.writeString(folders.lesson("lesson01").resolve("Greeting.java"), "newer");

        assertThat(folders.layOut(lesson)).containsExactly("Greeting.java");
        assertThat(folders.layOut(lesson)).isEmpty();
        assertThat(work("Greeting.java")).hasContent("mine");

        folders.restore(lesson);
        Files.writeString(folders.lesson("lesson01").resolve("Greeting.java"), "newest");
        folders.layOut(lesson);
        assertThat(work("Greeting.java")).hasContent("newest");
    }

    @Test
    void keepsAFileOfWhichNobodyKnowsHowItBegan() throws Exception {
        Files.writeString(work("Greeting.java"), "mine");
        Files.delete(folders.work().resolve(".begun/lesson01/Greeting.java.txt"));

        assertThat(folders.layOut(lesson)).isEmpty();

        assertThat(work("Greeting.java")).hasContent("mine");
    }

    @Test
    void restoresAnExercise() throws Exception {
        Files.writeString(work("Greeting.java"), "mine");

        folders.restore(lesson);

        assertThat(work("Greeting.java"))
                .hasSameTextualContentAs(folders.lesson("lesson01").resolve("Greeting.java"));
    }

    @Test
    void findsThatAnExerciseIsGoneOrEmpty() throws Exception {
        assertThat(folders.missing(lesson)).isNull();

        Files.writeString(work("Greeting.java"), " \n");
        assertThat(folders.missing(lesson)).isEqualTo(new Outcome.NoExercise("Greeting.java", true));

        Files.delete(work("Greeting.java"));
        assertThat(folders.missing(lesson)).isEqualTo(new Outcome.NoExercise("Greeting.java", false));
    }

    @Test
    void tellsATrainerWhatAMachineCanRun() throws Exception {
        var shown = new ArrayList<String>();
        var runner = new LessonRunner(new LessonCompiler(Locale.ENGLISH), Duration.ofSeconds(30));
        var check = new RoomCheck(new Words(Language.ENGLISH), folders, runner);
        var lessons = Lessons.read(folders, Language.ENGLISH);

        assertThat(check.run(lessons, lines -> lines.forEach(line -> shown.add(line.text()))))
                .isTrue();
        Files.writeString(folders.solution("lesson01").resolve("Greeting.java"), "class Greeting {}");
        assertThat(check.run(
                        List.of(lessons.get(0)), lines -> shown.add(lines.get(0).text())))
                .isFalse();

        assertThat(shown)
                .startsWith(
                        "What this machine can run:",
                        "fine      1  A greeting that is cut",
                        "not here  2  Only elsewhere",
                        "  runsElsewhere: needs another machine",
                        "This machine is ready.")
                .endsWith("1 of 1 lessons are not as they should be on this machine.");
    }
}
