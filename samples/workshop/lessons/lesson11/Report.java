package lesson11;

import java.util.concurrent.atomic.AtomicInteger;

/** A report of 12 chapters of 2 MB, which counts those that it was asked for. */
class Report {

    private static final int CHAPTERS = 12;
    private static final int SIZE = 2_000_000;

    private final AtomicInteger computed = new AtomicInteger();

    /** Tells how many there are. */
    int chapters() {
        return CHAPTERS;
    }

    /**
     * Computes a chapter.
     *
     * @param number from 1 on
     */
    byte[] compute(int number) {
        computed.incrementAndGet();
        return new byte[SIZE];
    }

    /** Tells how many chapters have been computed. */
    int computed() {
        return computed.get();
    }
}
