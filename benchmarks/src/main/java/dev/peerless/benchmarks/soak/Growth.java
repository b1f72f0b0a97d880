package dev.peerless.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whether what is held grows from round to round. Threads and caches come and go, so that the least of the last quarter is
 * compared with the most of the first, of which the very first round does not count: in it everything is loaded.
 */
final class Growth {

    /** Four quarters of two rounds each, behind the first. */
    static final int FEWEST_ROUNDS = 9;

    // What is held by something that leaks in every round shows in hundreds of rounds; one more of each proves nothing.
    private static final long THREAD_SLACK = 2;
    private static final long DESCRIPTOR_SLACK = 4;
    private static final long HEAP_SLACK = 16;

    private Growth() {}

    /** Says what has grown; empty if nothing has. */
    static List<String> of(List<Resources> rounds) {
        var grown = new ArrayList<String>();
        if (rounds.size() >= FEWEST_ROUNDS) {
            int quarter = (rounds.size() - 1) / 4;
            var first = rounds.subList(1, 1 + quarter);
            var last = rounds.subList(rounds.size() - quarter, rounds.size());
            compare("threads", Resources::threads, THREAD_SLACK, first, last, grown);
            compare("descriptors", Resources::descriptors, DESCRIPTOR_SLACK, first, last, grown);
            compare("MiB of heap", Resources::heap, HEAP_SLACK, first, last, grown);
        }
        return grown;
    }

    private static void compare(
            String name,
            ToLongFunction<Resources> held,
            long slack,
            List<Resources> first,
            List<Resources> last,
            List<String> grown) {
        long most = first.stream().mapToLong(held).max().orElse(0);
        long least = last.stream().mapToLong(held).min().orElse(0);
        if (least > most + slack) {
            grown.add(name + " grew from at most " + most + " to at least " + least);
        }
    }

    /** Says what can be said of so many rounds. */
    static String verdict(List<Resources> rounds) {
        if (rounds.size() < FEWEST_ROUNDS) {
            return "too short to tell whether anything grows, which takes " + FEWEST_ROUNDS + " rounds";
        }
        var grown = of(rounds);
        return grown.isEmpty() ? "nothing has grown" : String.join(", ", grown);
    }
}
