package dev.peerless.fault;

import dev.peerless.wire.Required;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Which connections a fault is meant for, by their number in order of acceptance, from 1.
 *
 * @param first the first connection, at least 1
 * @param last the last connection, {@link Integer#MAX_VALUE} for no end
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Connections(int first, int last) {

    /** Every connection. */
    public static final Connections ALL = new Connections(1, Integer.MAX_VALUE);

    /** Apart, since most faults are meant for all connections and never ask for it. */
    private static final class Notation {
        private static final Pattern PATTERN = Pattern.compile("([1-9]\\d{0,8})(?:(-)([1-9]\\d{0,8})?)?");
    }

    /**
     * Checks the bounds.
     *
     * @param first the first connection, at least 1
     * @param last the last connection, {@link Integer#MAX_VALUE} for no end
     * @throws IllegalArgumentException if {@code first} is below 1 or {@code last} below {@code first}
     */
    public Connections {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "connections are numbered from 1, and the last is not before the first, but was " + first + "-"
                            + last);
        }
    }

    /**
     * Reads {@code "1"}, {@code "2-4"}, {@code "3-"} or {@code "all"}.
     *
     * @param notation the notation
     * @return the connections it means
     * @throws IllegalArgumentException if it is none of these
     */
    public static Connections parse(String notation) {
        if (Required.notNull(notation, "notation").equals("all")) {
            return ALL;
        }
        var matcher = Notation.PATTERN.matcher(notation);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "connections must be like \"1\", \"2-4\", \"3-\" or \"all\", but was \"" + notation + "\"");
        }
        int first = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) == null) {
            return new Connections(first, first);
        }
        return new Connections(
                first, matcher.group(3) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(3)));
    }

    /**
     * Means one connection.
     *
     * @param number its number, from 1
     * @return that one
     */
    public static Connections only(int number) {
        return new Connections(number, number);
    }

    /**
     * Tells whether a connection is meant.
     *
     * @param number its number, from 1
     * @return whether it lies in the range
     */
    public boolean contains(int number) {
        return first <= number && number <= last;
    }

    @Override
    public String toString() {
        if (equals(ALL)) {
            return "all connections";
        }
        if (first == last) {
            return "connection " + first;
        }
        return last == Integer.MAX_VALUE ? "connections from " + first + " on" : "connections " + first + "-" + last;
    }
}
