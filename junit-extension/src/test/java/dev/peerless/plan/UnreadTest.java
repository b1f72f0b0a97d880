package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.wire.Bytes;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UnreadTest {

    private final Unread unread = new Unread();

    @Test
    void isTakenInTheOrderInWhichItWasAdded() {
        unread.add(Bytes.utf8("abc"));
        unread.add(Bytes.utf8("def"));

        assertThat(unread.take(2)).isEqualTo(Bytes.utf8("ab"));
        assertThat(unread.peek(3)).isEqualTo(Bytes.utf8("cde"));
        unread.skip(1);
        assertThat(unread.take(3)).isEqualTo(Bytes.utf8("def"));
        assertThat(unread.isEmpty()).isTrue();
    }

    @Test
    void isSearchedFromItsFront() {
        unread.add(Bytes.utf8("..ab.ab"));
        unread.skip(2);

        assertThat(unread.indexOf(Bytes.utf8("ab"), 0)).isZero();
        assertThat(unread.indexOf(Bytes.utf8("ab"), 1)).isEqualTo(3);
        assertThat(unread.indexOf(Bytes.utf8("abc"), 0)).isEqualTo(-1);
    }

    /** Positive numbers add so many bytes, negative ones take as many as there are. */
    @Property(tries = 1000)
    void isWhatAStringWouldBe(@ForAll @Size(max = 40) List<@IntRange(min = -30, max = 30) Integer> steps) {
        var whole = new Unread();
        var model = new StringBuilder();
        char next = 'a';
        for (int step : steps) {
            if (step >= 0) {
                var more = String.valueOf(next++).repeat(step);
                whole.add(Bytes.utf8(more));
                model.append(more);
            } else {
                int count = Math.min(-step, model.length());
                assertThat(whole.take(count).utf8()).isEqualTo(model.substring(0, count));
                model.delete(0, count);
            }
            assertThat(whole.size()).isEqualTo(model.length());
            assertThat(whole.peek(whole.size()).utf8()).isEqualTo(model.toString());
        }
    }
}
