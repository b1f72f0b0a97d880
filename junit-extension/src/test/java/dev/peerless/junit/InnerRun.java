package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs test classes as their users would, all their tests in parallel, and tells what came of them. */
final class InnerRun {

    private final EngineExecutionResults results;

    private InnerRun(DiscoverySelector... selectors) {
        this(Map.of(), selectors);
    }

    private InnerRun(Map<String, String> configuration, DiscoverySelector... selectors) {
        this.results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectors)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
                .configurationParameters(configuration)
                .execute();
    }

    static InnerRun of(Class<?>... testClasses) {
        return new InnerRun(
                Arrays.stream(testClasses).map(type -> selectClass(type)).toArray(DiscoverySelector[]::new));
    }

    /** Runs a class with a configuration parameter. */
    static InnerRun with(String parameter, String value, Class<?> testClass) {
        return new InnerRun(Map.of(parameter, value), selectClass(testClass));
    }

    /** Runs the one method of that name. */
    static InnerRun of(Class<?> testClass, String method) {
        return of(testClass, method, Map.of());
    }

    /** Runs the one method of that name, with these configuration parameters. */
    static InnerRun of(Class<?> testClass, String method, Map<String, String> configuration) {
        var named = Arrays.stream(testClass.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .toList();
        assertThat(named).as("methods called " + method).hasSize(1);
        return new InnerRun(configuration, selectMethod(testClass, named.get(0)));
    }

    /** Asserts that so many tests ran, and that neither they nor their classes failed. */
    void succeeded(long tests) {
        assertThat(failures()).isEmpty();
        assertThat(results.testEvents().succeeded().count())
                .as("tests that succeeded")
                .isEqualTo(tests);
    }

    /** Asserts how many tests succeeded, failed and were aborted; classes are not counted. */
    InnerRun counts(long succeeded, long failed, long aborted) {
        results.testEvents()
                .assertStatistics(
                        stats -> stats.succeeded(succeeded).failed(failed).aborted(aborted));
        return this;
    }

    /** Gives what tests and classes failed with. */
    List<Throwable> failures() {
        return results.allEvents().stream()
                .filter(event -> event.getType() == EventType.FINISHED)
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .filter(result -> result.getStatus() == TestExecutionResult.Status.FAILED)
                .map(result -> result.getThrowable().orElseThrow())
                .toList();
    }

    /** Gives what the one test or class that failed did so with. */
    Throwable failure() {
        assertThat(failures()).hasSize(1);
        return failures().get(0);
    }

    /** Gives the message of the one failure, without ports and times. */
    String message() {
        return masked(String.valueOf(failure().getMessage()));
    }

    /** Gives the message of the one failure, which has to be that of a configuration. */
    String misuse() {
        var failure = failure();
        while (!(failure instanceof ExtensionConfigurationException)) {
            assertThat(failure.getCause()).as("cause of " + failure).isNotNull();
            failure = failure.getCause();
        }
        return String.valueOf(failure.getMessage());
    }

    /** Gives the names of the tests that failed, as their methods are called. */
    List<String> failedTests() {
        return results.testEvents()
                .failed()
                .map(event -> event.getTestDescriptor().getDisplayName().replaceFirst("\\(.*", ""))
                .sorted()
                .toList();
    }

    /** Gives what was published, as {@code key: value} without ports and times, sorted. */
    List<String> reports() {
        return results.allEvents()
                .reportingEntryPublished()
                .map(InnerRun::report)
                .sorted()
                .toList();
    }

    private static String report(Event event) {
        var entries = event.getRequiredPayload(ReportEntry.class).getKeyValuePairs().entrySet().stream()
                .map(entry -> entry.getKey() + ":\n" + entry.getValue())
                .toList();
        return masked(String.join("\n", entries));
    }

    /** Replaces what differs from run to run. */
    static String masked(String text) {
        return text.replaceAll("port \\d+", "port PORT")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
                .replaceAll(" *\\+\\d+\\.\\d{3} ms", " +TIME ms");
    }
}
