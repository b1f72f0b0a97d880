package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE);
    private final List<String> said = new ArrayList<>();

    @Test
    void isSaidEveryTenSeconds() {
        var progress = new Progress(4, said::add, clock::get);

        progress.ended(false);
        pass(9_999);
        progress.ended(true);
        pass(1);
        progress.ended(false);
        pass(10_000);
        progress.ended(false);

        assertThat(said)
                .containsExactly(
                        "Peerless: 3 of 4 tests done, 1 failed, after 10 s",
                        "Peerless: 4 of 4 tests done, 1 failed, after 20 s");
    }

    @Test
    void countsTestsThatCameUpLater() {
        var progress = new Progress(0, said::add, clock::get);

        pass(90_000);
        progress.ended(false);

        assertThat(said).containsExactly("Peerless: 1 of 1 tests done, 0 failed, after 90 s");
    }

    private void pass(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    '',       true,   -,      true
                    auto,     true,   '',     true
                    auto,     true,   false,  true
                    auto,     true,   true,   false
                    auto,     false,  -,      false
                    Always,   false,  true,   true
                    never,    true,   -,      false
                    """)
    void isShownAtATerminalOrWhereItIsAskedFor(String configured, boolean terminal, String ci, boolean shown) {
        assertThat(ProgressChoice.of(configured).isShown(() -> terminal, ci)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    auto,     true
                    always,   -
                    never,    -
                    """)
    void doesNotAskForATerminalWhereThatDecidesNothing(String configured, String ci) {
        assertThatNoException()
                .isThrownBy(() -> ProgressChoice.of(configured)
                        .isShown(
                                () -> {
                                    throw new AssertionError("asked");
                                },
                                ci));
    }

    @Test
    void cannotBeAskedForInOtherWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProgressChoice.of("yes"))
                .withMessage("Configuration parameter peerless.progress = \"yes\": allowed are auto, always and never;"
                        + " it counts as auto.");
    }
}
