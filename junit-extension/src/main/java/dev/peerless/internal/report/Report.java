package dev.peerless.internal.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The report of one run.
 *
 * <p><b>Threads.</b> Tests may end on any thread at once. What a test has to show comes from its own thread, just before
 * JUnit tells that it has ended; it is kept until then and no longer.
 */
public final class Report {

    private final String configured;
    private final Path directory;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, String> anchors = new HashMap<>();
    private final Index index = new Index();
    private int numbered;
    private @Nullable Pages pages;

    Report(String configured) {
        this.configured = configured;
        this.directory = Path.of(configured.strip());
    }

    /** Notes that a test, or a class, has begun. */
    public void started(String id) {
        running.add(id);
    }

    /** Takes what a test or class has to show. Of those that this run knows nothing of, nothing is kept. */
    public void record(Seen test) {
        if (running.contains(test.id())) {
            seen.put(test.id(), test);
        }
    }

    /**
     * Writes a test down, if it has anything to show.
     *
     * @throws IOException if that cannot be written
     */
    public synchronized void finished(String id, Outcome outcome, Optional<Throwable> failure) throws IOException {
        running.remove(id);
        var test = seen.remove(id);
        if (test != null && isWorthShowing(test, outcome)) {
            var anchor = anchor(id);
            var shared = test.shared().stream().map(this::anchor).toList();
            var told =
                    Told.of(anchor, test, outcome, failure.map(Report::message).orElse(""), shared);
            anchors.remove(id);
            pages().add(told);
            index.add(told);
        }
    }

    private static boolean isWorthShowing(Seen test, Outcome outcome) {
        return !test.peers().isEmpty() || !test.shared().isEmpty() || outcome == Outcome.FAILED;
    }

    /** A class is linked to by its tests, before it has ended itself. */
    private String anchor(String id) {
        return anchors.computeIfAbsent(id, unknown -> "t" + ++numbered);
    }

    private Pages pages() throws IOException {
        if (pages == null) {
            pages = Pages.in(directory);
        }
        return pages;
    }

    /** An assertion's message says all; of anything else the type matters. */
    private static String message(Throwable failure) {
        var message = failure.getMessage();
        return failure instanceof AssertionError && message != null ? message.strip() : failure.toString();
    }

    /**
     * Ends it.
     *
     * @return the page, or nothing if no test had anything to show
     * @throws IOException if it cannot be written
     */
    public synchronized Optional<Path> finish() throws IOException {
        return pages == null ? Optional.empty() : Optional.of(pages.finish(index));
    }

    /** Says how the run goes so far. */
    public synchronized String summary() {
        return index.summary();
    }

    /** Tells where it is written, in the words of the configuration. */
    public String configured() {
        return configured;
    }
}
