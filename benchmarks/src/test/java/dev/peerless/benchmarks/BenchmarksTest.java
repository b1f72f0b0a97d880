package dev.peerless.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** That the programs still work; what they measure is for whoever starts them. */
class BenchmarksTest {

    /** Logback says everything unless it is told otherwise, and the counterparts have much to say. */
    @BeforeAll
    static void logWarningsOnly() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    /** Nothing is measured here that another JMH on this machine could spoil. */
    @BeforeAll
    static void runBesideOthers() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    static Iterable<String> names() {
        return Benchmarks.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void measuresSomething(String name) throws Exception {
        assumeTrue(!name.equals("jmh") || PureCode.isCompiled(), PureCode.NOT_COMPILED);
        var table = Benchmarks.run(name, Scale.SMOKE);

        assertThat(table.rows()).isNotEmpty();
        assertThat(table.toString()).startsWith(name + ": ").doesNotContain("NaN");
    }
}
