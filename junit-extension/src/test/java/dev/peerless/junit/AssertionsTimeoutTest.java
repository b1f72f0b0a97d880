package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.peerless.peer.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class AssertionsTimeoutTest {

    private static final List<Duration> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    @AfterEach
    void forget() {
        System.clearProperty(AssertionsTimeout.PARAMETER);
        SEEN.clear();
    }

    @Test
    void isFiveSecondsWhereNothingIsConfigured() {
        run(Map.of(), OfAClass.class);

        assertThat(SEEN).containsExactly(Duration.ofSeconds(5));
        assertThat(AssertionsTimeout.get()).hasSeconds(5);
    }

    @Test
    void isTakenFromTheConfigurationOfTheRun() {
        run(Map.of(AssertionsTimeout.PARAMETER, " 300ms "), OfAClass.class, OfAParameter.class, OfAMethod.class);

        assertThat(SEEN).hasSize(3).containsOnly(Duration.ofMillis(300));
    }

    @Test
    void holdsUntilTheRunIsOver() {
        var before = AssertionsTimeout.get();

        run(Map.of(AssertionsTimeout.PARAMETER, "300ms"), OfAClass.class);

        assertThat(AssertionsTimeout.get()).isEqualTo(before);
    }

    @Test
    void isTheSystemPropertyToo() {
        System.setProperty(AssertionsTimeout.PARAMETER, "2m");
        assertThat(AssertionsTimeout.outsideOfRuns()).hasMinutes(2);

        run(Map.of(), OfAClass.class);
        assertThat(SEEN).containsExactly(Duration.ofMinutes(2));
    }

    @Test
    void givesWayToTheConfigurationOfARunWithinTheRun() {
        Outer.inner = Map.of(AssertionsTimeout.PARAMETER, "1s");
        run(Map.of(AssertionsTimeout.PARAMETER, "300ms"), Outer.class);

        assertThat(SEEN).containsExactly(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofMillis(300));
    }

    @Test
    void mustBeADuration() {
        var message = "Configuration parameter peerless.assertions.timeout = \"soon\" is no duration. Write a number"
                + " greater than zero and a unit, such as 300ms, 5 s or 2m.";

        assertThat(failures(Map.of(AssertionsTimeout.PARAMETER, "soon"), OfAClass.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessage(message));
        System.setProperty(AssertionsTimeout.PARAMETER, "soon");
        assertThatThrownBy(AssertionsTimeout::outsideOfRuns)
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(message);
    }

    private static void run(Map<String, String> configuration, Class<?>... testClasses) {
        assertThat(failures(configuration, testClasses)).isEmpty();
    }

    private static List<Throwable> failures(Map<String, String> configuration, Class<?>... testClasses) {
        var kit = EngineTestKit.engine("junit-jupiter")
                // As launchers do: system properties, and junit-platform.properties.
                .enableImplicitConfigurationParameters(true)
                .configurationParameters(configuration);
        for (var testClass : testClasses) {
            kit.selectors(selectClass(testClass));
        }
        return kit.execute()
                .allEvents()
                .finished()
                .map((Event event) -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    @Peerless
    static class OfAClass {

        @Test
        void sees() {
            SEEN.add(AssertionsTimeout.get());
        }
    }

    static class OfAMethod {

        @Test
        @Peerless
        void sees() {
            SEEN.add(AssertionsTimeout.get());
        }
    }

    static class OfAParameter {

        @Test
        void sees(@PeerEchoes Peer peer) {
            SEEN.add(AssertionsTimeout.get());
        }
    }

    @Peerless
    static class Outer {

        static Map<String, String> inner = Map.of();

        @Test
        void sees() {
            SEEN.add(AssertionsTimeout.get());
            run(inner, OfAClass.class);
            SEEN.add(AssertionsTimeout.get());
        }
    }
}
