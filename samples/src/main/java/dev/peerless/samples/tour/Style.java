package dev.peerless.samples.tour;

/** Colours, if the output is a terminal that may show them. */
enum Style {
    COLOURED,
    PLAIN;

    private static final String ESCAPE = "\u001B[";

    /** Plain when piped into a file, when the user has set {@code NO_COLOR}, or on a terminal that knows none. */
    @SuppressWarnings("SystemConsoleNull") // see the property
    static Style ofTerminal() {
        // JDK 22 made a console of everything; this asks for the one that is there only for a terminal.
        System.setProperty("jdk.console", "java.base");
        boolean wanted = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
        return wanted && System.console() != null ? COLOURED : PLAIN;
    }

    String bold(String text) {
        return with("1", text);
    }

    String dim(String text) {
        return with("2", text);
    }

    String heading(String text) {
        return with("1;36", text);
    }

    String lesson(String text) {
        return with("33", text);
    }

    private String with(String codes, String text) {
        return this == PLAIN ? text : ESCAPE + codes + "m" + text + ESCAPE + "0m";
    }
}
