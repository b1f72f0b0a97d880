package dev.peerless.benchmarks;

import java.time.Duration;

/** How much is measured: enough to believe the figures, or just enough to see that the programs still work. */
enum Scale {
    FULL,
    SMOKE;

    int of(int full, int smoke) {
        return this == FULL ? full : smoke;
    }

    /** Something measured again and again. */
    interface Round {
        void run() throws Exception;
    }

    /** Runs so many rounds, fewer if the time is up before; three at least, so that there is a median. */
    void repeat(int rounds, Duration budget, Round round) throws Exception {
        long deadline = System.nanoTime() + budget.toNanos();
        for (int done = 0; done < of(rounds, 1); done++) {
            if (done >= 3 && System.nanoTime() > deadline) {
                return;
            }
            round.run();
        }
    }
}
