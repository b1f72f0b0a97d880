package dev.peerless.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the program of a lesson was changed. Editors save in many ways: in several writes, or by a new file that takes
 * the old one's name. So an event is only a reason to look: what counts is that the text
 * has changed, and that all files are there or stay away.
 *
 * <p>Some file systems tell late or never, such as those of containers: it looks from time to time all the same.
 *
 * <h2>Threads</h2>
 *
 * <p>A daemon of its own for each folder, which tells; it ends when another folder is watched.
 */
final class Watcher implements AutoCloseable {

    private static final int QUIET_MS = 80;
    private static final int LOOK_MS = 1000;
    private static final Pattern PROGRAM = Pattern.compile("[^.].*\\.(java|jsp)");

    private final Runnable saved;
    private volatile @Nullable WatchService service;

    Watcher(Runnable saved) {
        this.saved = saved;
    }

    /** Watches a folder from now on, and no other. */
    void watch(Path folder) throws IOException {
        close();
        var watched = FileSystems.getDefault().newWatchService();
        service = watched;
        folder.register(
                watched,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE);
        var before = programs(folder);
        var thread = new Thread(() -> follow(watched, folder, before), "watcher");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(WatchService watched, Path folder, Map<Path, String> begun) {
        var before = begun;
        var looked = begun;
        try {
            while (true) {
                var change = watched.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                untilQuiet(watched, change);
                var now = programs(folder);
                // An editor that replaces a file may do more in between: what is missing is so once nothing goes on.
                boolean settled = now.keySet().containsAll(before.keySet()) || (change == null && now.equals(looked));
                if (watched == service && settled && !now.equals(before)) {
                    before = now;
                    saved.run();
                }
                looked = now;
            }
        } catch (ClosedWatchServiceException | InterruptedException ended) {
            // Another folder is watched.
        }
    }

    private static void untilQuiet(WatchService watched, @Nullable WatchKey first) throws InterruptedException {
        for (var key = first; key != null; key = watched.poll(QUIET_MS, TimeUnit.MILLISECONDS)) {
            key.pollEvents();
            key.reset();
        }
    }

    /** A file that is just being replaced is not there. */
    private static Map<Path, String> programs(Path folder) {
        var programs = new HashMap<Path, String>();
        try {
            for (var file : Folders.files(folder)) {
                if (PROGRAM.matcher(file.getFileName().toString()).matches()) {
                    programs.put(file, Files.readString(file));
                }
            }
        } catch (IOException | UncheckedIOException changing) {
            return Map.of();
        }
        return programs;
    }

    @Override
    public void close() throws IOException {
        var watched = service;
        if (watched != null) {
            watched.close();
        }
    }
}
