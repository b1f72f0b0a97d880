package dev.peerless.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PatternMatcherTest {

    /** Feeds byte by byte and gives the index at which the pattern began, or -1. */
    private static int found(String pattern, String stream) {
        var matcher = new PatternMatcher(Bytes.utf8(pattern));
        var bytes = Bytes.utf8(stream);
        for (int i = 0; i < bytes.size(); i++) {
            if (matcher.completes(bytes.at(i))) {
                return i + 1 - Bytes.utf8(pattern).size();
            }
        }
        return -1;
    }

    @Test
    void findsAPatternThatBeginsInsideAFalseStart() {
        assertThat(found("aab", "aaab")).isEqualTo(1);
        assertThat(found("abab!", "ababab!")).isEqualTo(2);
        assertThat(found("\r\n\r\n", "GET\r\n\r\r\n\r\n")).isEqualTo(6);
    }

    @Test
    void findsASingleByte() {
        assertThat(found("x", "abcx")).isEqualTo(3);
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(found("abc", "ababab")).isEqualTo(-1);
        assertThat(found("abc", "")).isEqualTo(-1);
    }

    @Property(tries = 5000)
    void agreesWithASearchOfTheWhole(@ForAll("patterns") String pattern, @ForAll("streams") String stream) {
        assertThat(found(pattern, stream)).isEqualTo(stream.indexOf(pattern));
    }

    /** Two letters only: so that false starts within false starts are common. */
    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars('a', 'b').ofMinLength(1).ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.strings().withChars('a', 'b').ofMaxLength(60);
    }
}
