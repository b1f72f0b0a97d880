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

    /** The micro sign of keyboards and the Greek letter have the same capital, which is a Greek one. */
    private static final String MICROS = "\u039CS";

    /** Beyond this, nanoseconds would not fit into a {@code long}. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /** Gives the duration, or nothing if the text is none. A number alone counts seconds. */
    static Optional<Duration> parse(String text) {
        var matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var unit = matcher.group(2) == null ? "S" : matcher.group(2).toUpperCase(Locale.ROOT);
        return Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit(unit)))
                .filter(duration -> duration.compareTo(LONGEST) <= 0);
    }

    private static ChronoUnit unit(String name) {
        return switch (name) {
            case "NS" -> ChronoUnit.NANOS;
            case MICROS -> ChronoUnit.MICROS;
            case "MS" -> ChronoUnit.MILLIS;
            case "S" -> ChronoUnit.SECONDS;
            case "M" -> ChronoUnit.MINUTES;
            case "H" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
