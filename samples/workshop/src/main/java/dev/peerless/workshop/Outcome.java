package dev.peerless.workshop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How it went when a lesson was compiled and run. */
sealed interface Outcome {

    /**
     * The compiler refused it.
     *
     * @param errors what it said, in its order
     */
    record DoesNotCompile(List<CompileError> errors) implements Outcome {

        public DoesNotCompile {
            errors = List.copyOf(errors);
        }
    }

    /**
     * A complaint of the compiler.
     *
     * @param file without folder
     * @param line from 1 on; 0 if it is about the whole file
     * @param column from 1 on; 0 if there is none
     * @param message in the compiler's words
     * @param source the line it is about, or an empty one
     */
    record CompileError(String file, long line, long column, String message, String source) {}

    /**
     * A test failed.
     *
     * @param test the first one that did
     * @param others the others that did
     * @param message what it says
     * @param seen what the peers of the test saw, where the message does not tell
     * @param at where it was asked, or thrown: {@code OrdersTest.java:31}
     * @param threw whether it was thrown there by what asks for nothing, as a read does
     * @param hung whether it was ended since it took too long
     * @param report the page with the diagrams, if there is one
     */
    record Failed(
            String test,
            List<Failed> others,
            String message,
            List<Seen> seen,
            @Nullable String at,
            boolean threw,
            boolean hung,
            @Nullable Path report)
            implements Outcome {

        public Failed {
            others = List.copyOf(others);
            seen = List.copyOf(seen);
        }
    }

    /**
     * What a peer saw.
     *
     * @param peer how it calls itself
     * @param transcript of all its connections
     */
    record Seen(String peer, String transcript) {}

    /**
     * All tests passed that this machine can run.
     *
     * @param tests how many passed
     * @param cannot why others could not be run, one line each
     */
    record Passed(int tests, List<String> cannot) implements Outcome {

        public Passed {
            cannot = List.copyOf(cannot);
        }
    }

    /**
     * This machine can run none of the tests.
     *
     * @param reasons why, one line each
     */
    record CannotRunHere(List<String> reasons) implements Outcome {

        public CannotRunHere {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * It did not come to an end.
     *
     * @param limit how long it had
     * @param at where it was then, if that was in the lesson: {@code Outbox.java:41}
     */
    record DidNotEnd(Duration limit, @Nullable String at) implements Outcome {}

    /**
     * There is no exercise to compile.
     *
     * @param file which is not there
     * @param empty whether it is there, with nothing in it
     */
    record NoExercise(String file, boolean empty) implements Outcome {}

    /**
     * There was nothing to run.
     *
     * @param folder where a test was looked for
     */
    record NoTest(String folder) implements Outcome {}
}
