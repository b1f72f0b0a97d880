package dev.peerless.workshop;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far one has come.
 *
 * @param current the number of the lesson one is at
 * @param solved the numbers of those that were solved
 */
record Progress(int current, SortedSet<Integer> solved) {

    /** Nobody has begun yet. */
    static final Progress NONE = new Progress(0, new TreeSet<>());

    Progress {
        solved = Collections.unmodifiableSortedSet(new TreeSet<>(solved));
    }

    Progress at(int lesson) {
        return new Progress(lesson, solved);
    }

    /** The same at another lesson, if one is given. */
    Progress startingAt(int lesson) {
        return lesson == 0 ? this : at(lesson);
    }

    Progress withSolved(int lesson) {
        var more = new TreeSet<>(solved);
        more.add(lesson);
        return new Progress(current, more);
    }

    Progress withoutSolved(int lesson) {
        var fewer = new TreeSet<>(solved);
        fewer.remove(lesson);
        return new Progress(current, fewer);
    }

    /** Two lines, for a file. */
    String text() {
        return "current = " + current + "\nsolved ="
                + solved.stream().map(number -> " " + number).collect(Collectors.joining()) + "\n";
    }

    /** The reverse of {@link #text()}; what is not understood is left out. */
    static Progress of(String text) {
        var progress = NONE;
        for (var line : text.lines().toList()) {
            var parts = line.split("=", 2);
            if (parts.length < 2) {
                continue;
            }
            var numbers = Arrays.stream(parts[1].strip().split("\\s+", -1))
                    .filter(number -> number.matches("\\d{1,4}"))
                    .map(Integer::valueOf)
                    .toList();
            if (parts[0].strip().equals("current") && !numbers.isEmpty()) {
                progress = progress.at(numbers.get(0));
            } else if (parts[0].strip().equals("solved")) {
                progress = new Progress(progress.current(), new TreeSet<>(numbers));
            }
        }
        return progress;
    }
}
