package dev.peerless.junit;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether a run says how far it is: the configuration parameter {@code peerless.progress}. */
enum ProgressChoice {

    /** At a terminal, but not where a build server pretends to be one. */
    AUTO,
    ALWAYS,
    NEVER;

    static final String PARAMETER = "peerless.progress";

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if there is no such choice
     */
    static ProgressChoice of(String configured) {
        return switch (configured.strip().toLowerCase(Locale.ROOT)) {
            case "", "auto" -> AUTO;
            case "always" -> ALWAYS;
            case "never" -> NEVER;
            default ->
                throw new IllegalArgumentException("Configuration parameter " + PARAMETER + " = \"" + configured
                        + "\": allowed are auto, always and never; it counts as auto.");
        };
    }

    /** Decides by what the environment variable {@code CI} says and, if that is open yet, by the terminal. */
    boolean isShown(BooleanSupplier terminal, @Nullable String ci) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> (ci == null || ci.isEmpty() || ci.equals("false")) && terminal.getAsBoolean();
        };
    }
}
