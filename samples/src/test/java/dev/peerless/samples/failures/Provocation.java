package dev.peerless.samples.failures;

/**
 * One way to have a library fail.
 *
 * @param library whose exceptions are asked for
 * @param condition what happens to it
 * @param attempt throws what the library throws
 */
record Provocation(String library, String condition, Attempt attempt) {

    /** Does something that fails for sure. */
    @FunctionalInterface
    interface Attempt {

        void run() throws Exception;
    }
}
