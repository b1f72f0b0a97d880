package dev.peerless.internal.report;

import dev.peerless.transcript.Direction;
import java.util.List;

/** Writes one connection as a Mermaid sequence diagram, which GitHub and others draw. */
final class Mermaid {

    private static final String HARMLESS = " .,+-_/()=";
    private static final int LABEL = 100;

    private Mermaid() {}

    static String of(Lane lane) {
        var text =
                new StringBuilder("sequenceDiagram\n    participant C as code under test\n    participant P as peer\n");
        rows(lane.before(), text);
        if (lane.leftOut() > 0) {
            text.append("    Note over C,P: ").append(lane.omission()).append('\n');
        }
        rows(lane.after(), text);
        return text.toString();
    }

    private static void rows(List<Row> rows, StringBuilder text) {
        for (var row : rows) {
            text.append("    ")
                    .append(arrow(row))
                    .append(": ")
                    .append(row.time())
                    .append(' ');
            text.append(escaped(Html.cut(row.text(), LABEL))).append('\n');
            if (row.decides()) {
                text.append("    Note over C,P: decides the verdict\n");
            }
        }
    }

    private static String arrow(Row row) {
        if (row.direction() == null) {
            return "Note over C,P";
        }
        if (row.kind() == Row.Kind.RELEASE) {
            return "Note over C";
        }
        var head = switch (row.kind()) {
            case RST -> "-x";
            case FIN -> "--)";
            default -> "->>";
        };
        return row.direction() == Direction.RECEIVED ? "C" + head + "P" : "P" + head + "C";
    }

    /** By number, all that could mean something to Mermaid, to Markdown or to a browser. */
    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if ((character < 128 && Character.isLetterOrDigit(character)) || HARMLESS.indexOf(character) >= 0) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append('#').append(character).append(';');
            }
        });
        return escaped.toString();
    }
}
