package dev.peerless.assertions;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM logs and prints while it is open, for {@link PeerlessAssertions#assertThatLog(CapturedLog)}: from {@code
 * System.out}, {@code System.err} and {@code java.util.logging}, and from Logback and Log4j 2 where they are present.
 * What would be logged otherwise still is, nothing is held back.
 *
 * <pre>{@code
 * try (var log = CapturedLog.start()) {
 *     // a client goes away
 *     assertThatLog(log).hasNoStackTraceForAClientThatWentAway();
 * }
 * }</pre>
 *
 * <p>A line here is one message of a log, or one line of a console, with the stack trace that belongs to it. What a
 * logging framework prints on the console is not counted again, nor is what a bridge hands from one framework to another.
 *
 * <h2>Limits</h2>
 *
 * <p>It hears what passes the levels that are configured. It listens at the root and at loggers that keep their events
 * from it when it starts; a framework that is configured anew meanwhile forgets it. A stack trace on a console belongs to
 * the line before it on the same thread.
 *
 * <h2>Threads</h2>
 *
 * <p>All threads of the JVM are heard, as it is unknown which of them work for the test: have no other tests run
 * meanwhile, for which there is {@link dev.peerless.junit.CapturesLog}. The methods may be called by any thread.
 *
 * <h2>Closing</h2>
 *
 * <p>Afterwards, what was captured can still be asserted on. Several may be open at once, and closed in any order.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapturedLog implements AutoCloseable {

    private final Object lock = new Object();
    private final List<Logged> logged = new ArrayList<>();
    private final Map<Thread, LogEntry> lastByThread = new HashMap<>();
    private final Deque<Runnable> detachments = new ArrayDeque<>();
    private final long epoch = Deadline.now();
    private int version;
    private boolean ended;

    private CapturedLog() {}

    /**
     * Begins to capture.
     *
     * @return what is captured, to be closed
     */
    public static CapturedLog start() {
        var log = new CapturedLog();
        var frameworks = new ArrayList<String>();
        log.attachIfPresent("java.util.logging.", frameworks, () -> JulCapture.attach(log));
        log.attachIfPresent("ch.qos.logback.", frameworks, () -> LogbackCapture.attach(log));
        log.attachIfPresent("org.apache.logging.log4j.core.", frameworks, () -> Log4jCapture.attach(log));
        log.detachments.push(ConsoleCapture.attach(log, frameworks));
        return log;
    }

    /** An adapter whose framework is absent cannot even be loaded. */
    private void attachIfPresent(String packages, List<String> frameworks, Supplier<@Nullable Runnable> adapter) {
        try {
            var detachment = adapter.get();
            if (detachment != null) {
                frameworks.add(packages);
                detachments.push(detachment);
            }
        } catch (NoClassDefFoundError absent) {
            // Then there is nothing to hear from it.
        }
    }

    /** Takes what a framework logged, unless a bridge had another framework log the same before. */
    void add(String source, String origin, @Nullable String message, @Nullable Throwable thrown) {
        synchronized (lock) {
            var entry = LogEntry.logged(Deadline.now(), source, origin, message, thrown);
            var before = lastByThread.remove(Thread.currentThread());
            if (!ended && !(before != null && before.isBridged(entry))) {
                lastByThread.put(Thread.currentThread(), entry);
                logged.add(() -> entry);
                changed();
            }
        }
    }

    /** Takes a line of a console, or adds it to the one that it continues. */
    void add(PrintedLines lines, String line) {
        synchronized (lock) {
            if (!ended) {
                var begun = lines.add(line, Deadline.now());
                if (begun != null) {
                    logged.add(begun);
                }
                changed();
            }
        }
    }

    private void changed() {
        version++;
        lock.notifyAll();
    }

    Snapshot snapshot() {
        synchronized (lock) {
            return new Snapshot(logged.stream().map(Logged::entry).toList(), epoch, version, ended);
        }
    }

    /** Waits until there is more than in the snapshot, or the time is over. */
    void awaitMore(Snapshot seen, Duration time) throws InterruptedException {
        synchronized (lock) {
            long until = Deadline.after(Deadline.now(), time);
            for (var left = time; version == seen.version() && !ended && left.toNanos() > 0; ) {
                // Rounded up, for a wait of 0 is one without end.
                lock.wait(left.toMillis() + 1);
                left = Deadline.left(until);
            }
        }
    }

    /**
     * Gives what has been captured so far, one string for each line, without stack traces.
     *
     * @return such as {@code "WARN com.example.Server: lost a client"}
     */
    public List<String> lines() {
        return snapshot().entries().stream().map(LogEntry::line).toList();
    }

    /** Ends capturing. */
    @Override
    public void close() {
        // The console first, so that what is attached keeps what it prints from being counted twice.
        while (!detachments.isEmpty()) {
            detachments.pop().run();
        }
        synchronized (lock) {
            ended = true;
            lastByThread.clear();
            lock.notifyAll();
        }
    }

    /**
     * Shows what has been captured, with its stack traces shortened, and of many lines alike the first.
     *
     * @return many lines
     */
    @Override
    public String toString() {
        var seen = snapshot();
        return seen.entries().isEmpty() ? "(nothing logged)" : seen.marking(List.of());
    }

    /** One entry that may still grow. */
    interface Logged {
        LogEntry entry();
    }

    /**
     * What had been captured at one moment.
     *
     * @param epoch when capturing began
     * @param version differs if anything more has been captured
     * @param ended whether no more can come
     */
    record Snapshot(List<LogEntry> entries, long epoch, int version, boolean ended) {

        /** Writes it down with some entries marked. */
        String marking(List<LogEntry> deciding) {
            return LogExcerpt.of(entries, epoch, deciding);
        }
    }
}
