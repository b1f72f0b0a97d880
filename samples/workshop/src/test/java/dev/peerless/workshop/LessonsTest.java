package dev.peerless.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every lesson: its exercise fails with the message it is meant to, its solution passes, its texts are whole. */
class LessonsTest {

    private static final Folders FOLDERS = new Folders(Path.of("").toAbsolutePath());
    private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern TRANSCRIPT_LINE =
            Pattern.compile("(> {2}| *)(#\\d+|--) {2} *[+-]\\d+\\.\\d{3} ms {2}[<> ] {2}\\S.*");

    private static final Set<String> LOOK_AT_LOGS = Set.of("lesson11", "lesson12");
    private static final ReadWriteLock LOG = new ReentrantReadWriteLock(true);
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

    @TempDir
    static Path output;

    @Test
    void areAllThere() throws IOException {
        assertThat(FOLDERS.names())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 19)
                        .mapToObj(number -> String.format("lesson%02d", number))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void areListed(Language language) throws IOException {
        var readme = Files.readString(FOLDERS.root().resolve(language.file("README")));

        assertThat(FOLDERS.names()).allSatisfy(name -> {
            var text = Files.readString(FOLDERS.lesson(name).resolve(language.file("README")));
            var title = text.lines().findFirst().orElse("").replaceFirst("^# \\d+\\.\\s*", "");
            int number = Integer.parseInt(name.substring("lesson".length()));
            assertThat(readme)
                    .contains("| " + number + " | [" + title + "](lessons/" + name + "/" + language.file("README")
                            + ") |");
        });
    }

    @TestFactory
    Stream<DynamicContainer> areAsTheyShouldBe() throws IOException {
        var exercises = new LinkedHashMap<String, Future<AsMavenDoes.Ran>>();
        var solutions = new LinkedHashMap<String, Future<AsMavenDoes.Ran>>();
        for (var name : FOLDERS.names()) {
            exercises.put(name, start(name, output.resolve(name), FOLDERS.lesson(name)));
            solutions.put(
                    name, start(name, output.resolve(name + "-solved"), FOLDERS.lesson(name), FOLDERS.solution(name)));
        }
        return FOLDERS.names().stream()
                .map(name -> dynamicContainer(
                        name,
                        Stream.of(
                                dynamicTest(
                                        "the exercise fails as intended",
                                        () -> exerciseFails(
                                                name, exercises.get(name).get())),
                                dynamicTest(
                                        "the solution passes",
                                        () -> solutionPasses(solutions.get(name).get())),
                                dynamicTest("the solution solves files of the exercise", () -> solves(name)),
                                dynamicTest("the texts are whole in both languages", () -> texts(name)))));
    }

    /** Lessons mostly wait, so several run at a time; but one that looks at the log of the whole JVM runs alone. */
    private static Future<AsMavenDoes.Ran> start(String name, Path output, Path... sources) {
        var lock = LOOK_AT_LOGS.contains(name) ? LOG.writeLock() : LOG.readLock();
        return THREADS.submit(() -> {
            lock.lock();
            try {
                return AsMavenDoes.run(name, output, sources);
            } finally {
                lock.unlock();
            }
        });
    }

    @AfterAll
    static void endThreads() {
        THREADS.shutdownNow();
    }

    private static void exerciseFails(String name, AsMavenDoes.Ran ran) throws Exception {
        var expected = Files.readString(FOLDERS.lesson(name).resolve("fails-with.txt"));

        assumeFalse(ran.kind().equals("CannotRunHere"), ran.whole());
        assertThat(ran.kind()).as(ran.whole()).isEqualTo("Failed");
        assertThat(Expected.difference(expected, ran.message())).as(ran.whole()).isNull();
    }

    private static void solutionPasses(AsMavenDoes.Ran ran) {
        assumeFalse(ran.kind().equals("CannotRunHere"), ran.whole());
        assertThat(ran.kind()).as(ran.whole()).isEqualTo("Passed");
    }

    private static void solves(String name) throws IOException {
        var lesson = FOLDERS.lesson(name);
        var solution = FOLDERS.solution(name);

        assertThat(Folders.files(solution))
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(lesson.resolve(solution.relativize(file))).isRegularFile());
    }

    private static void texts(String name) throws IOException {
        var lesson = FOLDERS.lesson(name);
        var english = Files.readString(lesson.resolve("README.md"));
        var chinese = Files.readString(lesson.resolve("README.zh-CN.md"));
        int number = Integer.parseInt(name.substring("lesson".length()));

        assertThat(english)
                .startsWith("# " + number + ". ")
                .matches(shown -> shown.lines().count() <= 80, "80 lines");
        assertThat(chinese)
                .startsWith("# " + number + ".")
                .matches(shown -> shown.lines().count() <= 80, "80 lines");
        assertThat(headings(english)).containsExactly("On the wire", "Your turn", "Remember");
        assertThat(headings(chinese)).containsExactly("线路上发生了什么", "动手", "记住");
        assertThat(LessonText.of(english).lead()).isNotEmpty();
        assertThat(LessonText.of(chinese).lead()).isNotEmpty();
        assertThat(code(chinese)).isEqualTo(code(english));
        assertThat(hints(lesson, Language.ENGLISH))
                .hasSizeBetween(2, 4)
                .hasSameSizeAs(hints(lesson, Language.CHINESE))
                .containsExactlyElementsOf(hints(lesson, Language.CHINESE));
        assertThatNoException().isThrownBy(() -> Lessons.read(FOLDERS, Language.CHINESE));
        transcripts(english);
    }

    private static List<String> headings(String text) {
        return LessonText.of(text).sections().stream()
                .map(LessonText.Section::heading)
                .toList();
    }

    private static List<String> hints(Path lesson, Language language) throws IOException {
        return headings(Files.readString(lesson.resolve(language.file("hints"))));
    }

    private static List<String> code(String text) {
        return CODE.matcher(text).results().map(result -> result.group()).toList();
    }

    /** What looks like a line of a transcript is one as Peerless prints it. */
    private static void transcripts(String text) {
        assertThat(code(text).stream().flatMap(String::lines).filter(line -> line.contains(" ms  ")))
                .allSatisfy(line -> assertThat(line).matches(TRANSCRIPT_LINE));
    }
}
