package dev.peerless.benchmarks.soak;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How long the soak goes on: so many rounds, or so long, in which case the round that is running is finished.
 *
 * @param rounds how many at most
 * @param time how long at most
 */
record Span(int rounds, Duration time) {

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})([smhx])");
    private static final Duration FOR_EVER = Duration.ofDays(365);

    static Span parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "say 90s, 30m, 2h, or 100x for so many rounds, but it was \"" + text + "\"");
        }
        int number = Integer.parseInt(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> new Span(Integer.MAX_VALUE, Duration.ofSeconds(number));
            case "m" -> new Span(Integer.MAX_VALUE, Duration.ofMinutes(number));
            case "h" -> new Span(Integer.MAX_VALUE, Duration.ofHours(number));
            default -> new Span(number, FOR_EVER);
        };
    }

    boolean isOver(int round, long start) {
        return round > rounds || System.nanoTime() - start > time.toNanos();
    }

    @Override
    public String toString() {
        return time.equals(FOR_EVER) ? rounds + " rounds" : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
