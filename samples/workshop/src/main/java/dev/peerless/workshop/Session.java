package dev.peerless.workshop;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A learner at work. Each event leads to another session and to what is to be done; nothing is done here.
 *
 * @param lessons all of them, in their order
 * @param screens what there is to show
 * @param progress how far the learner has come
 * @param last how the last run of the current lesson went
 * @param hints how many hints have been shown
 * @param question what the learner was asked and has not answered yet
 */
record Session(
        List<Lesson> lessons,
        Screens screens,
        Progress progress,
        @Nullable Outcome last,
        int hints,
        Question question) {

    /** What a learner can be asked. */
    enum Question {
        NONE,
        SHOW_SOLUTION,
        RESET
    }

    Session {
        lessons = List.copyOf(lessons);
    }

    /** Begins, or goes on where one has been. */
    static Session begin(List<Lesson> lessons, Screens screens, Progress progress) {
        return new Session(lessons, screens, progress, null, 0, Question.NONE);
    }

    /** What comes of an event. */
    Step on(Event event) {
        if (event instanceof Event.Began) {
            return began();
        } else if (event instanceof Event.Saved) {
            return asked(Question.NONE).run(screens.saved());
        } else if (event instanceof Event.Ran ran) {
            return ran(ran.outcome());
        } else if (event instanceof Event.InputEnded) {
            return quit();
        } else if (event instanceof Event.Typed typed) {
            return typed(Command.of(typed.line()));
        }
        throw new IllegalArgumentException("unknown event: " + event);
    }

    private Step began() {
        boolean first = progress.current() == 0;
        var lines = new ArrayList<>(first ? screens.welcome(lessons.size()) : screens.welcomeBack());
        if (find(progress.current()) != null) {
            return at(progress.current(), lines);
        }
        if (!first) {
            lines.addAll(screens.noSuchLesson(String.valueOf(progress.current()), lessons));
        }
        return at(lessons.get(0).number(), lines);
    }

    private Step typed(Command command) {
        if (question != Question.NONE) {
            var free = asked(Question.NONE);
            if (command instanceof Command.Yes) {
                return question == Question.RESET ? free.reset() : free.tell(screens.solution(lesson(), goOn()));
            }
            boolean no = command instanceof Command.No
                    || command instanceof Command.Next
                    || command instanceof Command.GoOn
                    || command instanceof Command.Unknown;
            return no ? free.tell(screens.leftAsItIs()) : free.typed(command);
        }
        if (command instanceof Command.GoOn) {
            return last instanceof Outcome.Passed ? next() : run(screens.running());
        } else if (command instanceof Command.Run) {
            return run(screens.running());
        } else if (command instanceof Command.Hint) {
            return hint();
        } else if (command instanceof Command.Failures) {
            return tell(screens.failures(last));
        } else if (command instanceof Command.Text) {
            return tell(screens.text(lesson()));
        } else if (command instanceof Command.ShowSolution) {
            return isSolved()
                    ? tell(screens.solution(lesson(), goOn()))
                    : asked(Question.SHOW_SOLUTION).tell(screens.askForSolution());
        } else if (command instanceof Command.ListAll) {
            return tell(screens.list(lessons, progress, goOn()));
        } else if (command instanceof Command.Next) {
            return isSolved() || last instanceof Outcome.CannotRunHere
                    ? next()
                    : tell(screens.notYet(lesson(), lessons));
        } else if (command instanceof Command.GoTo goTo) {
            return goTo(goTo.lesson());
        } else if (command instanceof Command.Reset) {
            return asked(Question.RESET).tell(screens.askForReset(lesson()));
        } else if (command instanceof Command.Help) {
            return tell(screens.help());
        } else if (command instanceof Command.Quit) {
            return quit();
        } else if (command instanceof Command.Unknown unknown) {
            return tell(screens.unknown(unknown.typed()));
        }
        return tell(screens.nothingAsked());
    }

    private Step ran(Outcome outcome) {
        boolean first = last == null;
        var now = new Session(lessons, screens, progress, outcome, hints, question);
        if (!(outcome instanceof Outcome.Passed passed)) {
            return now.tell(screens.outcome(lesson(), outcome, first));
        }
        var kept = now.with(progress.withSolved(lesson().number()));
        var lines = new ArrayList<>(screens.solved(lesson(), passed, lessons, kept.progress()));
        return kept.step(new Effect.Keep(kept.progress()), new Effect.Show(lines), new Effect.Prompt());
    }

    private Step hint() {
        int shown = Math.min(hints + 1, lesson().hints().size());
        var now = new Session(lessons, screens, progress, last, shown, question);
        return now.tell(screens.hint(lesson(), shown));
    }

    private Step next() {
        int index = lessons.indexOf(lesson());
        if (index + 1 < lessons.size()) {
            return at(lessons.get(index + 1).number(), List.of());
        }
        var open = open();
        if (open.isEmpty()) {
            return tell(screens.finished(lessons.size()));
        }
        boolean elsewhere = open.get(0) != lesson().number();
        return elsewhere ? at(open.get(0), screens.someLeft(open)) : tell(screens.someLeft(open));
    }

    private Step goTo(String typed) {
        var lesson = typed.matches("\\d{1,4}") ? find(Integer.parseInt(typed)) : null;
        return lesson == null ? tell(screens.noSuchLesson(typed, lessons)) : at(lesson.number(), List.of());
    }

    private Step reset() {
        var now = with(progress.withoutSolved(lesson().number())).forgetting();
        return now.step(
                new Effect.Restore(lesson()),
                new Effect.Keep(now.progress()),
                new Effect.Watch(lesson()),
                new Effect.Show(screens.wasReset(lesson())),
                new Effect.Run(lesson()));
    }

    private Step at(int number, List<Line> before) {
        var now = with(progress.at(number)).forgetting();
        var lines = new ArrayList<>(before);
        lines.addAll(screens.lesson(now.lesson(), lessons, now.progress()));
        return now.step(
                new Effect.Keep(now.progress()),
                new Effect.Watch(now.lesson()),
                new Effect.Show(lines),
                new Effect.Run(now.lesson()));
    }

    private Step run(List<Line> lines) {
        return step(new Effect.Show(lines), new Effect.Run(lesson()));
    }

    private Step tell(List<Line> lines) {
        return step(new Effect.Show(lines), new Effect.Prompt());
    }

    private Step quit() {
        return step(new Effect.Show(screens.bye(lessons, progress)), new Effect.Quit());
    }

    private Step step(Effect... effects) {
        return new Step(this, List.of(effects));
    }

    private Session with(Progress changed) {
        return new Session(lessons, screens, changed, last, hints, question);
    }

    private Session asked(Question asked) {
        return new Session(lessons, screens, progress, last, hints, asked);
    }

    private Session forgetting() {
        return new Session(lessons, screens, progress, null, 0, Question.NONE);
    }

    private boolean isSolved() {
        SortedSet<Integer> solved = progress.solved();
        return solved.contains(lesson().number());
    }

    private List<Line> goOn() {
        return isSolved() ? screens.goOn(last instanceof Outcome.Passed) : List.of();
    }

    private List<Integer> open() {
        return lessons.stream()
                .map(Lesson::number)
                .filter(number -> !progress.solved().contains(number))
                .toList();
    }

    private Lesson lesson() {
        var lesson = find(progress.current());
        return lesson == null ? lessons.get(0) : lesson;
    }

    private @Nullable Lesson find(int number) {
        return lessons.stream()
                .filter(lesson -> lesson.number() == number)
                .findFirst()
                .orElse(null);
    }
}
