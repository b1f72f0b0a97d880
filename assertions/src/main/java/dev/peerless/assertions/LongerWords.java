package dev.peerless.assertions;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.util.regex.Pattern;

/** Tells words that are sought from longer ones that begin alike, as {@code order-1} from {@code order-12}. */
final class LongerWords {

    private LongerWords() {}

    /** Tells whether what was sought has been found in front of different ends of a word. */
    static boolean areAmong(Bytes sought, Transcript seen) {
        var word = Pattern.compile(Pattern.quote(text(sought)) + "(?<=[A-Za-z0-9])([A-Za-z0-9]*)");
        return seen.events().stream()
                        .mapToInt(WireEvent::connection)
                        .distinct()
                        .mapToObj(number -> text(seen.ofConnection(number).received()))
                        .flatMap(text -> word.matcher(text).results())
                        .map(match -> match.group(1))
                        .distinct()
                        .count()
                > 1;
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), ISO_8859_1);
    }
}
