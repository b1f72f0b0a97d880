package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.wire.Bytes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OccurrencesTest {

    @Test
    void doNotOverlap() {
        assertThat(new Occurrences(Bytes.utf8("aa")).endingIn(Bytes.utf8("aaaaa")))
                .isEqualTo(2);
    }

    @Test
    void areFoundWhereAnEarlierStartFails() {
        assertThat(new Occurrences(Bytes.utf8("aab")).endingIn(Bytes.utf8("aaab")))
                .isEqualTo(1);
    }

    @Property
    void areThoseThatAPlainSearchFindsHoweverTheStreamIsCut(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 5) String wanted,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 60) String stream,
            @ForAll @IntRange(min = 1, max = 7) int piece) {
        var occurrences = new Occurrences(Bytes.utf8(wanted));
        int found = 0;
        for (int from = 0; from < stream.length(); from += piece) {
            found += occurrences.endingIn(Bytes.utf8(stream.substring(from, Math.min(stream.length(), from + piece))));
        }
        assertThat(found)
                .isEqualTo((stream.length() - stream.replace(wanted, "").length()) / wanted.length());
    }
}
