package dev.peerless.assertions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * What a failure shows of a log: of many entries alike the first, and how many more there are; of much else, what decided.
 */
final class LogExcerpt {

    private static final int SHOWN = 40;

    /** As many are all shown, alike or not. */
    private static final int FEW = 3;

    private LogExcerpt() {}

    /** What alike entries share. One that decided is not like those that did not. */
    private record Kind(boolean isDeciding, LogEntry.Kind kind) {}

    /**
     * An entry that is shown.
     *
     * @param alike those that are not, since they are like it
     */
    private record Part(boolean isDeciding, LogEntry first, List<LogEntry> alike) {

        private String mark() {
            return isDeciding ? ">  " : "   ";
        }

        String shown(long epoch) {
            var text = mark() + first.shown(epoch) + "\n";
            if (alike.isEmpty()) {
                return text;
            }
            var last = alike.get(alike.size() - 1);
            return text + mark() + "... " + alike.size() + " more like this, the last at " + last.time(epoch) + "\n";
        }
    }

    /** Writes down what was logged, with some entries marked. */
    static String of(List<LogEntry> entries, long epoch, List<LogEntry> deciding) {
        var parts = parts(entries, deciding);
        var shown = parts.size() <= SHOWN
                ? parts
                : parts.stream().filter(Part::isDeciding).limit(SHOWN).toList();
        var text = new StringBuilder();
        int told = 0;
        for (var part : shown) {
            text.append(part.shown(epoch));
            told += 1 + part.alike().size();
        }
        if (told < entries.size()) {
            text.append("   ... ").append(entries.size() - told).append(" more lines\n");
        }
        return text.toString().stripTrailing();
    }

    private static List<Part> parts(List<LogEntry> entries, List<LogEntry> deciding) {
        var decided = new HashSet<>(deciding);
        var kinds = new ArrayList<Kind>();
        var byKind = new HashMap<Kind, List<LogEntry>>();
        for (var entry : entries) {
            var kind = new Kind(decided.contains(entry), entry.kind());
            kinds.add(kind);
            byKind.computeIfAbsent(kind, unused -> new ArrayList<>()).add(entry);
        }
        var parts = new ArrayList<Part>();
        var counted = new HashSet<Kind>();
        for (int i = 0; i < entries.size(); i++) {
            var kind = kinds.get(i);
            var alike = byKind.getOrDefault(kind, List.of());
            if (alike.size() <= FEW) {
                parts.add(new Part(kind.isDeciding(), entries.get(i), List.of()));
            } else if (counted.add(kind)) {
                parts.add(new Part(kind.isDeciding(), entries.get(i), alike.subList(1, alike.size())));
            }
        }
        return parts;
    }
}
