package dev.peerless.samples.failures;

import static java.util.stream.Collectors.joining;

import dev.peerless.failure.NetworkFailure;
import java.util.Arrays;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * What a provocation came to, as a line of text.
 *
 * @param library whose exception it was
 * @param condition what had happened to it
 * @param failure what the exception was taken for
 * @param text that of the deciding exception
 * @param chain the classes, outermost first
 */
record Told(String library, String condition, String failure, String text, String chain) {

    private static final String SEPARATOR = "\t";

    static Told of(Provocation provocation, Throwable thrown) {
        var diagnosis = NetworkFailure.diagnose(thrown);
        return new Told(
                provocation.library(),
                provocation.condition(),
                diagnosis.failure().name(),
                String.valueOf(diagnosis.text()).replaceAll("\\s+", " "),
                ExceptionUtils.getThrowableList(thrown).stream()
                        .map(link -> link.getClass().getName())
                        .collect(joining(" < ")));
    }

    static Told parse(String line) {
        var fields = Arrays.asList(line.split(SEPARATOR, -1)).iterator();
        return new Told(fields.next(), fields.next(), fields.next(), fields.next(), fields.next());
    }

    String provocation() {
        return library + ": " + condition;
    }

    String line() {
        return String.join(SEPARATOR, library, condition, failure, text, chain);
    }
}
