package dev.peerless.junit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations in the grammar of JUnit's timeout parameters: a number, an optional space and an optional unit. */
final class Durations {

    private static final Pattern GRAMMAR =
            Pattern.compile("([1-9]\\d{0,11}) ?([nμm]?s|m|h|d)?", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Durations() {}

    /** Gives the duration, or nothing if the text is none. A number alone counts seconds. */
    static Optional<Duration> parse(String text) {
        var matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var unit = matcher.group(2) == null ? "s" : matcher.group(2).toLowerCase(Locale.ROOT);
        return Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit(unit)));
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "ns" -> ChronoUnit.NANOS;
            case "μs" -> ChronoUnit.MICROS;
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
