package dev.peerless.junit;

import dev.peerless.internal.report.Outcome;
import dev.peerless.internal.report.Report;
import dev.peerless.internal.report.Reports;
import dev.peerless.internal.time.Ticker;
import dev.peerless.transcript.TerminalForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes the report of a run into the directory that the configuration parameter {@code peerless.report.dir} names;
 * without it, nothing. On a long run it says how far that is, at a terminal or where {@code peerless.progress} is {@code
 * always}. JUnit's launcher makes it where a file of the tests' resources, {@code
 * META-INF/services/org.junit.platform.launcher.TestExecutionListener}, names it; this jar does not announce it, since as a
 * named module it could not be loaded beside a launcher on the class path.
 *
 * <p>A report that cannot be written is said in the log, and never fails a test.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ReportListener implements TestExecutionListener {

    private static final String PARAMETER = ReportRecording.PARAMETER;
    private static final System.Logger LOG = System.getLogger("dev.peerless.report");

    private volatile @Nullable Report report;
    private volatile @Nullable Progress progress;

    /** Makes one that waits for a run to begin. */
    public ReportListener() {}

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        var parameters = plan.getConfigurationParameters();
        var choice = progressChoice(parameters.get(ProgressChoice.PARAMETER).orElse(""));
        progress = new Progress(
                plan.countTestIdentifiers(TestIdentifier::isTest), text -> say(text, choice), Ticker.SYSTEM::now);
        parameters.get(PARAMETER).filter(directory -> !directory.isBlank()).ifPresent(this::begin);
    }

    private static ProgressChoice progressChoice(String configured) {
        try {
            return ProgressChoice.of(configured);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
            return ProgressChoice.AUTO;
        }
    }

    /** Asks for the terminal only now, since most runs are over before there is anything to say. */
    private static void say(String text, ProgressChoice choice) {
        if (choice.isShown(TerminalForm::isAtTerminal, System.getenv("CI"))) {
            LOG.log(System.Logger.Level.INFO, text);
        }
    }

    private void begin(String directory) {
        try {
            report = Reports.open(directory);
        } catch (InvalidPathException e) {
            warn(directory, e);
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        var open = report;
        if (open != null) {
            open.started(test.getUniqueId());
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        var shown = progress;
        if (shown != null && test.isTest()) {
            shown.ended(result.getStatus() == TestExecutionResult.Status.FAILED);
        }
        var open = report;
        if (open == null) {
            return;
        }
        try {
            open.finished(test.getUniqueId(), outcome(result), result.getThrowable());
        } catch (IOException | UncheckedIOException e) {
            giveUp(open, e);
        }
    }

    private static Outcome outcome(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Outcome.PASSED;
            case FAILED -> Outcome.FAILED;
            case ABORTED -> Outcome.ABORTED;
        };
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        var open = report;
        if (open == null) {
            return;
        }
        try {
            open.finish()
                    .ifPresent(page -> LOG.log(
                            System.Logger.Level.INFO, "Peerless report: {0} ({1})", page.toUri(), open.summary()));
        } catch (IOException | UncheckedIOException e) {
            giveUp(open, e);
        }
        forget(open);
    }

    private void giveUp(Report open, Exception reason) {
        warn(open.configured(), reason);
        forget(open);
    }

    private void forget(Report open) {
        report = null;
        Reports.close(open);
    }

    private static void warn(String directory, Exception reason) {
        LOG.log(
                System.Logger.Level.WARNING,
                "Configuration parameter " + PARAMETER + " = \"" + directory
                        + "\": no report is written, since that directory cannot be written to: " + reason
                        + ". Name one that can, or leave the parameter out.");
    }
}
