package dev.peerless.workshop;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Does what a session wants done: prints, compiles, runs, watches, remembers. It decides nothing.
 *
 * <h2>Threads</h2>
 *
 * <p>What is typed and what is saved come from threads of their own into one queue; everything else happens on the caller's.
 */
final class Shell {

    private final Folders folders;
    private final LessonRunner runner;
    private final Terminal terminal;
    private final BufferedReader input;
    private final boolean watch;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    Shell(Folders folders, LessonRunner runner, Terminal terminal, BufferedReader input, boolean watch) {
        this.folders = folders;
        this.runner = runner;
        this.terminal = terminal;
        this.input = input;
        this.watch = watch;
    }

    /** How far the learner had come. */
    static Progress progress(Folders folders) throws IOException {
        var file = progressFile(folders);
        return Files.exists(file) ? Progress.of(Files.readString(file)) : Progress.NONE;
    }

    private static Path progressFile(Folders folders) {
        return folders.work().resolve("progress.txt");
    }

    /** Goes on until the session ends. */
    void play(Session begun) throws IOException, InterruptedException {
        var session = begun;
        for (var lesson : session.lessons()) {
            var outdated = folders.layOut(lesson);
            if (!outdated.isEmpty()) {
                terminal.show(session.screens().outdated(lesson, outdated));
            }
        }
        try (var watcher = new Watcher(() -> events.add(new Event.Saved()))) {
            Event event = new Event.Began();
            boolean reads = false;
            while (true) {
                var step = session.on(event);
                session = step.session();
                Event next = null;
                for (var effect : step.effects()) {
                    if (effect instanceof Effect.Quit) {
                        return;
                    }
                    next = effect instanceof Effect.Run run ? run(run.lesson()) : next;
                    carryOut(effect, watcher);
                }
                if (!reads) {
                    readInput();
                    reads = true;
                }
                event = next == null ? take() : next;
            }
        }
    }

    private Event take() throws InterruptedException {
        var event = events.take();
        if (event instanceof Event.Typed typed) {
            terminal.typed(typed.line());
        }
        return event;
    }

    private Event run(Lesson lesson) throws IOException, InterruptedException {
        var missing = folders.missing(lesson);
        return new Event.Ran(
                missing != null
                        ? missing
                        : runner.run(
                                lesson.folder(),
                                List.of(folders.work(lesson.folder())),
                                folders.output(lesson.folder())));
    }

    private void carryOut(Effect effect, Watcher watcher) throws IOException {
        if (effect instanceof Effect.Show show) {
            terminal.show(show.lines());
        } else if (effect instanceof Effect.Prompt) {
            terminal.prompt();
        } else if (effect instanceof Effect.Keep keep) {
            Files.createDirectories(folders.work());
            Files.writeString(progressFile(folders), keep.progress().text());
        } else if (effect instanceof Effect.Watch watched && watch) {
            watcher.watch(folders.work(watched.lesson().folder()));
        } else if (effect instanceof Effect.Restore restore) {
            folders.restore(restore.lesson());
        }
    }

    private void readInput() {
        var thread = new Thread(
                () -> {
                    try {
                        for (var line = input.readLine(); line != null; line = input.readLine()) {
                            events.add(new Event.Typed(line));
                        }
                    } catch (IOException gone) {
                        // Whoever typed is not there any more.
                    }
                    events.add(new Event.InputEnded());
                },
                "input");
        thread.setDaemon(true);
        thread.start();
    }
}
