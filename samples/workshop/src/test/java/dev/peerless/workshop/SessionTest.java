package dev.peerless.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.workshop.Outcome.CannotRunHere;
import dev.peerless.workshop.Outcome.DidNotEnd;
import dev.peerless.workshop.Outcome.Passed;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an event leads to, without a terminal, a file or a test that runs. */
class SessionTest {

    private static final Path HERE = Path.of("here").toAbsolutePath();
    private static final Outcome WRONG = new DidNotEnd(Duration.ofSeconds(60), null);
    private static final Outcome RIGHT = new Passed(1, List.of());
    private static final List<Lesson> LESSONS = List.of(lesson(1), lesson(2), lesson(3));

    private Session session = session(Progress.NONE);
    private List<Effect> effects = List.of();

    private static Lesson lesson(int number) {
        var text = LessonText.of("# " + number + ". Title " + number + "\n*Lead*\n## A\n## B\nDo\n## C\n- Keep\n");
        var solution = new Lesson.Solution("Program.java", "class Program {}\n");
        return new Lesson(number, "lesson0" + number, text, List.of("one", "two"), List.of(solution));
    }

    private static Session session(Progress progress) {
        return session(progress, TerminalSize.UNKNOWN);
    }

    private static Session session(Progress progress, TerminalSize size) {
        var screens = new Screens(new Words(Language.ENGLISH), new Folders(HERE), HERE, true, size);
        return Session.begin(LESSONS, screens, progress);
    }

    private SessionTest on(Event event) {
        var step = session.on(event);
        session = step.session();
        effects = step.effects();
        return this;
    }

    private SessionTest typed(String line) {
        return on(new Event.Typed(line));
    }

    private SessionTest begun() {
        return on(new Event.Began());
    }

    private SessionTest ran(Outcome outcome) {
        return on(new Event.Ran(outcome));
    }

    private String shown() {
        return effects.stream()
                .filter(Effect.Show.class::isInstance)
                .flatMap(effect -> ((Effect.Show) effect).lines().stream())
                .map(Line::text)
                .collect(Collectors.joining("\n"));
    }

    private List<Class<?>> done() {
        return effects.stream().<Class<?>>map(Effect::getClass).toList();
    }

    private int current() {
        return session.progress().current();
    }

    @Nested
    class Beginning {

        @Test
        void startsWithTheFirstLessonAndRunsIt() {
            begun();

            assertThat(done())
                    .containsExactly(Effect.Keep.class, Effect.Watch.class, Effect.Show.class, Effect.Run.class);
            assertThat(shown()).contains("Each is a small program", "Lesson 1 of 3: Title 1");
        }

        @Test
        void goesOnWhereOneWas() {
            session = session(Progress.NONE.withSolved(1).at(2));

            begun();

            assertThat(shown()).doesNotContain("Each is a small program").contains("1 of 3 solved", "Lesson 2 of 3");
        }

        @Test
        void saysWhenThereIsNoSuchLesson() {
            session = session(Progress.NONE.at(42));

            begun();

            assertThat(shown()).contains("There is no lesson 42. There are 1-3.", "Lesson 1 of 3");
        }
    }

    @Nested
    class ALessonThatIsNotSolved {

        @Test
        void isReadFirst() {
            assertThat(begun().ran(WRONG).shown()).contains("t text: begin here | Enter run");
            assertThat(ran(WRONG).shown()).contains("Enter run | t text |").doesNotContain("begin here");
        }

        @Test
        void mayBeGoneOrEmpty() {
            begun().ran(new Outcome.NoExercise("Program.java", false));
            assertThat(shown())
                    .contains("Program.java is missing.\nType `reset` to get it back as it was in the beginning.");

            ran(new Outcome.NoExercise("Program.java", true));
            assertThat(shown()).contains("Program.java is empty.\nType `reset`");
        }

        @Test
        void tellsWhereItWasWhenItWasGivenUp() {
            begun().ran(new DidNotEnd(Duration.ofSeconds(60), "Program.java:7"));

            assertThat(shown())
                    .contains(
                            "After 60 s it was still running, and was given up.\nYour program did not come to an end:"
                                    + " it waits for something that does not come,\nor goes round in circles, at Program.java:7.");
        }

        @Test
        void tellsWhereItHung() {
            begun().ran(new Outcome.Failed(
                    "waits", List.of(), "timed out", List.of(), "Program.java:7", true, true, null));

            assertThat(shown())
                    .contains("goes round in circles, at Program.java:7.\n\n  timed out")
                    .doesNotContain("asked in", "thrown in");
        }

        @Test
        void showsAllTestsThatFailWhenAsked() {
            var second = new Outcome.Failed(
                    "writes", List.of(), "java.io.IOException: B", List.of(), "P.java:9", true, false, null);
            begun().ran(new Outcome.Failed(
                    "reads", List.of(second), "[a] Expecting A", List.of(), "T.java:7", false, false, null));
            assertThat(shown())
                    .contains("This test fails: reads\n1 more test fails; f shows both\n\n  [a]\n  Expecting A\n")
                    .doesNotContain("IOException");

            assertThat(typed("f").shown())
                    .isEqualTo("\nFailing test 1 of 2: reads\n\n  [a]\n  Expecting A\n  asked in T.java:7\n"
                            + "\nFailing test 2 of 2: writes\n\n  java.io.IOException: B\n  thrown in P.java:9");
            assertThat(ran(RIGHT).typed("f").shown()).isEqualTo("In the last run no test has failed.");
        }

        @ParameterizedTest
        @ValueSource(ints = {24, 30, 50})
        void fitsItsTerminalWhenItIsRunAgain(int rows) {
            var other = new Outcome.Failed("writes", List.of(), "B", List.of(), "T.java:9", false, false, null);
            var page = HERE.resolve("r.html");
            var failed = new Outcome.Failed(
                    "reads", List.of(other), "A\n".repeat(100), List.of(), "T.java:7", false, false, page);
            session = session(Progress.NONE, new TerminalSize(rows, 80));
            begun().ran(failed).ran(failed);

            assertThat(shown().lines().skip(1)).hasSizeLessThan(rows);
            assertThat(shown().contains("in a browser")).isEqualTo(rows >= 30);
            assertThat(typed("f").shown()).contains("in a browser:\n  r.html");
        }

        @Test
        void tellsWhatIsToBeDoneOnlyOnce() {
            begun().ran(WRONG);
            assertThat(shown())
                    .contains(
                            "Your turn\nDo",
                            "Edit this file and save it",
                            "work/lesson01/Program.java".replace('/', File.separatorChar));

            ran(WRONG);
            assertThat(shown()).doesNotContain("Your turn").contains("Edit this file and save it");
        }

        @Test
        void runsAgainOnEnterAndWhenSaved() {
            begun().ran(WRONG).typed("");
            assertThat(done()).containsExactly(Effect.Show.class, Effect.Run.class);

            on(new Event.Saved());
            assertThat(done()).containsExactly(Effect.Show.class, Effect.Run.class);
        }

        @Test
        void isNotPassedByNext() {
            begun().ran(WRONG).typed("n");

            assertThat(current()).isEqualTo(1);
            assertThat(shown()).isEqualTo("Lesson 1 is not solved yet. `h` gives a hint; `g 2` goes on without it.");
        }

        @Test
        void givesOneHintAfterTheOther() {
            begun().ran(WRONG);

            assertThat(typed("h").shown())
                    .contains("Hint 1 of 2\nHints are about the program as you found it.\none")
                    .doesNotContain("last");
            assertThat(typed("h").shown()).contains("Hint 2 of 2", "\ntwo", "That was the last hint.");
            assertThat(typed("h").shown()).contains("Hint 2 of 2", "\ntwo", "That was the last hint.");
        }

        @Test
        void showsTheSolutionOnlyWhenAskedTwice() {
            begun().ran(WRONG);

            assertThat(typed("s").shown()).doesNotContain("class Program");
            assertThat(typed("no").shown()).isEqualTo("As you like.");
            assertThat(typed("y").shown()).isEqualTo("Nothing was asked. Type ? to see what can be typed.");
            assertThat(typed("s").typed("y").shown()).contains("class Program");
        }

        @Test
        void forgetsAQuestionWhenSomethingElseIsAsked() {
            begun().ran(WRONG).typed("reset");

            assertThat(typed("h").shown()).contains("Hint 1 of 2");
            assertThat(typed("y").done()).doesNotContain(Effect.Restore.class);
        }
    }

    @Nested
    class ALessonThatIsSolved {

        @Test
        void isRememberedAtOnce() {
            begun().ran(RIGHT);

            assertThat(effects).contains(new Effect.Keep(new Progress(1, new TreeSet<>(List.of(1)))));
            assertThat(shown()).contains("Solved: lesson 1, Title 1", "Remember\n- Keep", "1 of 3 solved");
        }

        @Test
        void isLeftByEnter() {
            begun().ran(RIGHT).typed("");

            assertThat(current()).isEqualTo(2);
            assertThat(effects).contains(new Effect.Watch(LESSONS.get(1)), new Effect.Run(LESSONS.get(1)));
        }

        @Test
        void showsItsSolutionWithoutAsking() {
            assertThat(begun().ran(RIGHT).typed("s").shown())
                    .contains("class Program", "Yours need not look like it")
                    .doesNotContain("copied")
                    .endsWith("\nEnter: next lesson");
        }

        @Test
        void tellsHowToGoOnAlsoInTheList() {
            assertThat(begun().typed("l").shown()).doesNotContain("next lesson");
            assertThat(ran(RIGHT).typed("l").shown()).endsWith("\nEnter: next lesson");
            assertThat(ran(WRONG).typed("l").shown()).endsWith("\nn: next lesson");
        }

        @Test
        void staysSolvedWhenItIsBrokenAgain() {
            begun().ran(RIGHT).ran(WRONG);

            assertThat(session.progress().solved()).containsExactly(1);
            assertThat(typed("n").current()).isEqualTo(2);
        }

        @Test
        void isNotSolvedAnyMoreAfterAReset() {
            begun().ran(RIGHT).typed("reset").typed("y");

            assertThat(session.progress().solved()).isEmpty();
            assertThat(done())
                    .containsExactly(
                            Effect.Restore.class,
                            Effect.Keep.class,
                            Effect.Watch.class,
                            Effect.Show.class,
                            Effect.Run.class);
        }

        @Test
        void tellsWhatCouldNotBeTriedHere() {
            begun().ran(new Passed(1, List.of("aborts: needs Linux")));

            assertThat(shown()).contains("This machine could not run all of its tests:\naborts: needs Linux");
        }
    }

    @Nested
    class ALessonThatCannotBeRunHere {

        @Test
        void mayBeLeftWithoutBeingSolved() {
            begun().ran(new CannotRunHere(List.of("needs Linux")));
            assertThat(shown()).contains("needs Linux", "n: next lesson").doesNotContain("Edit this file");

            typed("n");
            assertThat(current()).isEqualTo(2);
            assertThat(session.progress().solved()).isEmpty();
        }
    }

    @Nested
    class TheEnd {

        @Test
        void isToldWhenAllAreSolved() {
            session = session(new Progress(3, new TreeSet<>(List.of(1, 2))));

            begun().ran(RIGHT).typed("");

            assertThat(shown()).contains("All 3 lessons are solved.");
        }

        @Test
        void leadsBackToWhatWasLeftOut() {
            session = session(new Progress(3, new TreeSet<>(List.of(2))));

            begun().ran(RIGHT).typed("n");

            assertThat(current()).isEqualTo(1);
            assertThat(shown()).contains("Not solved yet: 1.", "Lesson 1 of 3");
        }

        @Test
        void comesWithQAndWithTheInput() {
            assertThat(begun().typed("q").done()).containsExactly(Effect.Show.class, Effect.Quit.class);
            assertThat(on(new Event.InputEnded()).done()).endsWith(Effect.Quit.class);
        }
    }

    @Test
    void goesToAnyLesson() {
        assertThat(begun().typed("g 3").current()).isEqualTo(3);
        assertThat(typed("go 2").current()).isEqualTo(2);
        assertThat(typed("3").current()).isEqualTo(3);
        assertThat(typed("ｇ１").current()).isEqualTo(1);
        assertThat(typed("g 4").shown()).isEqualTo("There is no lesson 4. There are 1-3.");
        assertThat(typed("g").shown()).isEqualTo("To which lesson? There are 1-3: type g 3, for example.");
    }

    @Test
    void listsLessonsWithTheirState() {
        session = session(new Progress(2, new TreeSet<>(List.of(1))));

        assertThat(begun().typed("l").shown())
                .contains("   1 [x] Title 1\n>  2 [ ] Title 2\n   3 [ ] Title 3\n\n[#..] 1 of 3 solved");
    }

    @Test
    void saysWhatIsAllowedWhenItDoesNotUnderstand() {
        assertThat(begun().typed("help me").shown())
                .isEqualTo("Not understood: help me. What can be typed, each with Enter: nothing, r, t, f,\n"
                        + "h, s, l, n, g and a number, reset, q, ? for help.");
    }
}
