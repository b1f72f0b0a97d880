package dev.peerless.transcript;

import java.io.Console;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides whether colours may be written: who says no is obeyed first, then who says yes, then the terminal is asked. */
final class TerminalChoice {

    private final UnaryOperator<@Nullable String> environment;
    private final BooleanSupplier terminal;
    private final boolean windows;

    TerminalChoice(UnaryOperator<@Nullable String> environment, BooleanSupplier terminal, String system) {
        this.environment = environment;
        this.terminal = terminal;
        this.windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    TerminalForm form() {
        if (isSet("NO_COLOR") || isOff("FORCE_COLOR")) {
            return TerminalForm.PLAIN;
        }
        if (isSet("FORCE_COLOR") || (isSet("CLICOLOR_FORCE") && !isOff("CLICOLOR_FORCE"))) {
            return TerminalForm.COLOURED;
        }
        boolean may = !isOff("CLICOLOR") && knowsColours() && terminal.getAsBoolean();
        return may ? TerminalForm.COLOURED : TerminalForm.PLAIN;
    }

    private boolean knowsColours() {
        if (isSet("TERM")) {
            return !"dumb".equals(environment.apply("TERM"));
        }
        return windows && Stream.of("WT_SESSION", "ANSICON", "ConEmuANSI").anyMatch(this::isSet);
    }

    private boolean isSet(String variable) {
        var value = environment.apply(variable);
        return value != null && !value.isEmpty();
    }

    private boolean isOff(String variable) {
        var value = environment.apply(variable);
        return "0".equals(value) || "false".equalsIgnoreCase(value);
    }

    /** Since JDK 22 there may be a console of what is no terminal, and it can be asked; before, there is none. */
    @SuppressWarnings("SystemConsoleNull") // it is asked where it is not null
    static boolean isTerminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
