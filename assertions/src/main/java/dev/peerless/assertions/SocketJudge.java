package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides one assertion by the options of a socket.
 *
 * @param option the name of the option that decides
 */
record SocketJudge(String option, Rule rule) {

    static final But NO_SETTINGS = new But("", "it is closed, and tells nothing of its options any more");

    private static final String FOREVER = "reads wait forever";
    private static final String NO_TIMEOUT_OF_A_CHANNEL =
            "that cannot be known: a SocketChannel has no read timeout, SO_TIMEOUT holds for the streams of its socket()"
                    + " only; ask what a read does, with assertThatCall(...).givesUpWithin(time)";

    /**
     * What is so instead.
     *
     * @param option the name of the option that tells so
     */
    record But(String option, String text) {}

    /** Says what is so instead, or {@code null} if all is well. */
    interface Rule {
        @Nullable
        String but(SocketSettings settings);
    }

    @Nullable
    But but(SocketSettings settings) {
        var text = rule.but(settings);
        return text == null ? null : new But(option, text);
    }

    static SocketJudge isOn(SocketOption<Boolean> option) {
        return new SocketJudge(option.name(), settings -> settings.get(option) ? null : option.name() + " is off");
    }

    static SocketJudge keepAlive() {
        return isOn(StandardSocketOptions.SO_KEEPALIVE);
    }

    static SocketJudge keepAliveAfterAtMost(Duration limit) {
        return new SocketJudge(SocketSettings.KEEP_ALIVE_IDLE, settings -> {
            var seconds = settings.number(SocketSettings.KEEP_ALIVE_IDLE);
            if (!settings.get(StandardSocketOptions.SO_KEEPALIVE)) {
                return "SO_KEEPALIVE is off";
            } else if (seconds == null) {
                return "that cannot be known: this socket has no option TCP_KEEPIDLE; it takes the module jdk.net and an"
                        + " operating system that has it";
            }
            var idle = Duration.ofSeconds(seconds);
            return idle.compareTo(limit) <= 0 ? null : "the first goes out after " + DurationText.of(idle);
        });
    }

    static SocketJudge readTimeout(boolean isChannel) {
        return new SocketJudge(SocketSettings.READ_TIMEOUT, settings -> {
            if (isChannel) {
                return NO_TIMEOUT_OF_A_CHANNEL;
            }
            return readTimeout(settings).isZero() ? FOREVER : null;
        });
    }

    static SocketJudge readTimeoutAtMost(boolean isChannel, Duration limit) {
        return new SocketJudge(SocketSettings.READ_TIMEOUT, settings -> {
            if (isChannel) {
                return NO_TIMEOUT_OF_A_CHANNEL;
            }
            var timeout = readTimeout(settings);
            if (timeout.isZero()) {
                return FOREVER;
            }
            return timeout.compareTo(limit) <= 0 ? null : "reads wait for " + DurationText.of(timeout);
        });
    }

    private static Duration readTimeout(SocketSettings settings) {
        var millis = settings.number(SocketSettings.READ_TIMEOUT);
        return Duration.ofMillis(millis == null ? 0 : millis);
    }

    static SocketJudge linger(Duration expected) {
        return linger(settings -> {
            int seconds = settings.get(StandardSocketOptions.SO_LINGER);
            return seconds == expected.toSeconds() ? null : lingers(seconds);
        });
    }

    static SocketJudge noLinger() {
        return linger(settings -> {
            int seconds = settings.get(StandardSocketOptions.SO_LINGER);
            return seconds < 0 ? null : lingers(seconds);
        });
    }

    private static SocketJudge linger(Rule rule) {
        return new SocketJudge(StandardSocketOptions.SO_LINGER.name(), rule);
    }

    private static String lingers(int seconds) {
        return seconds < 0 ? "it does not linger" : "it lingers for " + DurationText.of(Duration.ofSeconds(seconds));
    }

    static SocketJudge atLeast(SocketOption<Integer> option, int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a buffer has 0 B anyway, but was to have at least " + bytes);
        }
        return new SocketJudge(
                option.name(),
                settings -> settings.get(option) >= bytes ? null : "it has " + settings.get(option) + " B");
    }

    static SocketJudge atMost(SocketOption<Integer> option, int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a buffer has 0 B or more, but was to have at most " + bytes);
        }
        return new SocketJudge(
                option.name(),
                settings -> settings.get(option) <= bytes ? null : "it has " + settings.get(option) + " B");
    }
}
