package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

    @Test
    void oneThatCannotBeClosedDoesNotLeaveTheOthersOpen() {
        var closed = new ArrayList<String>();

        assertThatThrownBy(() -> Closing.each(List.of("blocks", "B", "blocks too", "C"), one -> {
                    if (one.startsWith("blocks")) {
                        throw new IllegalStateException(one);
                    }
                    closed.add(one);
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("blocks")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .singleElement()
                        .satisfies(second -> assertThat(second).hasMessage("blocks too")));
        assertThat(closed).containsExactly("B", "C");
    }

    @Test
    void closesInOrder() {
        var closed = new ArrayList<String>();

        Closing.each(List.of("A", "B"), closed::add);

        assertThat(closed).containsExactly("A", "B");
    }
}
