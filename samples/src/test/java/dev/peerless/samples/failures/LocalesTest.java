package dev.peerless.samples.failures;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.UnsupportedFaultException;
import dev.peerless.samples.netty.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What libraries throw when they are provoked under other locales, one JVM each. A locale that this machine does not have is
 * a test that is aborted.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the texts are glibc's")
@Timeout(300)
class LocalesTest {

    private static final List<String> LOCALES =
            List.of("C", "de_DE.UTF-8", "fr_FR.UTF-8", "es_ES.UTF-8", "zh_CN.UTF-8", "ja_JP.UTF-8");

    /** Other encodings, which matter to nothing but the system's texts. */
    private static final List<String> NOT_IN_UTF_8 = List.of("de_DE.ISO-8859-1", "zh_CN.GB18030");

    private static final Part[] WITH_SYSTEM_TEXTS = {Part.NETTY, Part.SOCKETS, Part.CHANNELS, Part.SYSTEM};

    /** A language that the encoding has no letters for. */
    private static final Map<String, String> CHINESE_IN_LATIN_1 =
            Map.of("LC_MESSAGES", "zh_CN.UTF-8", "LC_CTYPE", "de_DE.ISO-8859-1");

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

    private static Map<String, Future<List<Told>>> told;
    private static Future<List<Told>> toldInQuestionMarks;

    @BeforeAll
    static void provoke(@TempDir Path folder) throws Exception {
        var jvm = new LocalisedJvm(folder);
        for (var locale : locales().toList()) {
            jvm.compile(locale);
        }
        told = locales()
                .collect(toMap(
                        locale -> locale,
                        locale -> THREADS.submit(() -> jvm.run(
                                Map.of("LC_ALL", locale),
                                NOT_IN_UTF_8.contains(locale) ? WITH_SYSTEM_TEXTS : Part.values()))));
        toldInQuestionMarks = THREADS.submit(() -> jvm.run(CHINESE_IN_LATIN_1, Part.SOCKETS));
    }

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    static Stream<String> locales() {
        return Stream.concat(LOCALES.stream(), NOT_IN_UTF_8.stream());
    }

    @ParameterizedTest
    @MethodSource("locales")
    void everyFailureIsKnown(String locale) throws Exception {
        var softly = new SoftAssertions();
        for (var one : toldIn(locale)) {
            if (!one.library().equals(OwnMachine.LIBRARY)) {
                compare(softly, locale, one);
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @FieldSource("LOCALES")
    void anAbortIsKnown(String locale) throws Exception {
        var aborts = toldIn(locale).stream()
                .filter(one -> one.library().equals(OwnMachine.LIBRARY))
                .toList();
        var softly = new SoftAssertions();
        for (var abort : aborts) {
            assumeFalse(abort.chain().contains(UnsupportedFaultException.class.getName()), abort.text());
            compare(softly, locale, abort);
        }
        softly.assertAll();
        assertThat(aborts).isNotEmpty();
    }

    private static void compare(SoftAssertions softly, String locale, Told one) {
        var expected = Expected.of(one);
        softly.assertThat(one.failure())
                .as("what is told under %s by %s", locale, one)
                .isEqualTo(expected.failure().name());
        if (!isSpoilt(locale, one)) {
            softly.assertThat(one.text())
                    .as("the text under %s of %s", locale, one)
                    .contains(SystemTexts.in(locale, expected.text()));
        }
    }

    /** Netty's native code takes the system's text for UTF-8. */
    private static boolean isSpoilt(String locale, Told one) {
        return locale.equals("zh_CN.GB18030") && one.library().equals("Netty EPOLL");
    }

    @Test
    void everyProvocationWasTried() throws Exception {
        var expected = Expected.provocations()
                .filter(provocation -> Transport.EPOLL.isAvailable() || !provocation.startsWith("Netty EPOLL"))
                .toList();

        assertThat(toldIn("C")).extracting(Told::provocation).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void questionMarksTellNothing() throws Exception {
        var questionMarks = toldInQuestionMarks.get().stream()
                .filter(one -> one.text().contains("???"))
                .toList();
        assumeFalse(questionMarks.isEmpty(), "the C library has no Chinese, or not Latin 1 (Debian: locales)");

        assertThat(questionMarks).extracting(Told::failure).containsOnly(NetworkFailure.UNKNOWN.name());
        assertThat(questionMarks).extracting(Told::provocation).contains("Socket: write after RST", "Socket: refused");
    }

    private static List<Told> toldIn(String locale) throws Exception {
        var all = told.get(locale).get();
        var file = all.stream()
                .filter(one -> one.condition().equals("no such file"))
                .findFirst()
                .orElseThrow();
        assumeTrue(
                file.text().contains(SystemTexts.in(locale, "No such file or directory")),
                () -> "the locale " + locale + " is missing (Debian: locales), the system says " + file.text());
        return all;
    }
}
