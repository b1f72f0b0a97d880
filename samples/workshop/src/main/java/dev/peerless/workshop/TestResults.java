package dev.peerless.workshop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Hears how the tests of a lesson end, and makes one outcome of it. */
final class TestResults implements TestExecutionListener {

    private final String folder;
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> cannot = new ArrayList<>();
    private final Map<String, List<Outcome.Seen>> seen = new HashMap<>();
    private int passed;

    private static final String TRANSCRIPT = "transcript of ";
    private static final Pattern TRANSCRIPT_LINE = Pattern.compile("(?m)^(> {2}| {3})(#\\d+|--) {2}");

    private record Failure(TestIdentifier test, Throwable thrown) {}

    TestResults(String folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        cannot.add(name(test) + ": " + reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        var thrown = result.getThrowable().orElse(null);
        if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            passed += test.isTest() ? 1 : 0;
        } else if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            cannot.add(name(test) + ": " + (thrown == null ? "" : message(thrown)));
        } else if (thrown != null) {
            failures.add(new Failure(test, thrown));
        }
    }

    /** The extension publishes what the peers of a failed test saw. */
    @Override
    public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entry.getKeyValuePairs().forEach((key, value) -> {
            if (key.startsWith(TRANSCRIPT)) {
                seen.computeIfAbsent(test.getUniqueId(), id -> new ArrayList<>())
                        .add(new Outcome.Seen(key.substring(TRANSCRIPT.length()), value));
            }
        });
    }

    /** What came of all of them. */
    synchronized Outcome outcome(@Nullable Path report) {
        if (!failures.isEmpty()) {
            var others = failures.stream()
                    .skip(1)
                    .map(failure -> failed(failure, List.of(), null))
                    .toList();
            return failed(failures.get(0), others, report);
        }
        if (passed > 0) {
            return new Outcome.Passed(passed, cannot);
        }
        return cannot.isEmpty() ? new Outcome.NoTest(folder) : new Outcome.CannotRunHere(cannot);
    }

    private Outcome.Failed failed(Failure failure, List<Outcome.Failed> others, @Nullable Path report) {
        var message = message(failure.thrown());
        var near = near(failure.thrown());
        boolean told = TRANSCRIPT_LINE.matcher(message).find();
        return new Outcome.Failed(
                name(failure.test()),
                others,
                message,
                told ? List.of() : seen.getOrDefault(failure.test().getUniqueId(), List.of()),
                near == null ? null : at(folder, near.getStackTrace()),
                near != null && !speaks(near),
                failure.thrown() instanceof TimeoutException,
                report);
    }

    private static String name(TestIdentifier test) {
        return test.getDisplayName().replaceFirst("\\(.*\\)$", "");
    }

    /** An assertion speaks for itself; of anything else one has to know what it was. */
    private static String message(Throwable thrown) {
        var message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getName();
        }
        return (speaks(thrown) ? message : thrown.getClass().getName() + ": " + message).strip();
    }

    private static boolean speaks(Throwable thrown) {
        return thrown instanceof AssertionError || thrown.getClass().getName().startsWith("org.opentest4j.");
    }

    /** The one nearest to what went wrong that has passed through the lesson. */
    private @Nullable Throwable near(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (at(folder, each.getStackTrace()) != null) {
                return each;
            }
        }
        return null;
    }

    /** The innermost place of a stack that lies in a lesson. */
    static @Nullable String at(String folder, StackTraceElement[] stack) {
        for (var frame : stack) {
            if (frame.getClassName().startsWith(folder + ".") && frame.getFileName() != null) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return null;
    }
}
