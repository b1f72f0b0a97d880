package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All that this machine's C library can say in all languages that are installed. */
class SystemLanguagesTest {

    private static final Set<String> KNOWN = Set.of(
            "Connection reset by peer",
            "Broken pipe",
            "Software caused connection abort",
            "Connection timed out",
            "Connection refused",
            "No route to host",
            "Network is unreachable",
            "Network is down",
            "Host is down",
            "Address already in use",
            "Cannot assign requested address",
            "Too many open files",
            "Too many open files in system");

    private static List<MessageCatalogue> catalogues;

    @BeforeAll
    static void read() throws IOException {
        catalogues = MessageCatalogue.installed();
        assumeFalse(catalogues.isEmpty(), "no translations of the C library are installed (Debian: libc-l10n)");
    }

    @Test
    void nameEveryFailureAsEnglishDoes() {
        var softly = new SoftAssertions();
        for (var catalogue : catalogues) {
            for (var english : KNOWN) {
                var text = catalogue.translations().getOrDefault(english, english);
                softly.assertThat(failure(text)).as("%s: %s", catalogue, text).isEqualTo(failure(english));
            }
        }
        softly.assertAll();
    }

    /** All but what is the same text in the same language: Finnish has one for two ways to lose a connection. */
    @Test
    void nameNothingElse() {
        var softly = new SoftAssertions();
        for (var catalogue : catalogues) {
            var known = KNOWN.stream()
                    .map(english -> catalogue.translations().getOrDefault(english, english))
                    .toList();
            catalogue.translations().forEach((english, text) -> {
                if (!known.contains(text)) {
                    softly.assertThat(failure(text))
                            .as("%s: %s, which is %s", catalogue, text, english)
                            .isEqualTo(UNKNOWN);
                }
            });
        }
        softly.assertAll();
    }

    @Test
    void areEnglishWhereTheyShouldBe() {
        assertThat(KNOWN).extracting(SystemLanguagesTest::failure).doesNotContain(UNKNOWN);
    }

    private static NetworkFailure failure(String text) {
        return NetworkFailure.of(new SocketException(text));
    }
}
