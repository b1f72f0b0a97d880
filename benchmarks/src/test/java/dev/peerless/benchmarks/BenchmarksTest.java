package dev.peerless.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the programs still work; what they measure is for whoever starts them. */
class BenchmarksTest {

    static Iterable<String> names() {
        return Benchmarks.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Timeout(60)
    void measuresSomething(String name) throws Exception {
        var table = Benchmarks.run(name, Scale.SMOKE);

        assertThat(table.rows()).isNotEmpty();
        assertThat(table.toString()).startsWith(name + ": ").doesNotContain("NaN");
    }
}
