package dev.peerless.assertions;

import dev.peerless.plan.HttpRequest;
import dev.peerless.plan.HttpRequests;
import dev.peerless.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is counted in what the code under test sends. */
sealed interface Sought {

    /** Begins to look for it in one connection. */
    Finder begin();

    /** Looks through one connection. */
    interface Finder {

        /** Takes the next piece, and tells how many occurrences ended in it. */
        int endingIn(Bytes piece);

        /** Takes note that nothing more can come, and tells how many occurrences had only waited for what might follow. */
        default int atEnd() {
            return 0;
        }

        /** Says why nothing can be found any more. */
        default @Nullable String problem() {
            return null;
        }
    }

    /** Some bytes, wherever they are; occurrences do not overlap. */
    record Literally(Bytes wanted) implements Sought {

        @Override
        public Finder begin() {
            return new Occurrences(wanted);
        }

        @Override
        public String toString() {
            return Payload.shown(wanted);
        }
    }

    /**
     * Text that matches, where each byte is a character of ISO 8859-1. A match that the next bytes might make longer, or
     * undo, counts once they have come, or none can: otherwise it would depend on how reads cut the text.
     */
    record Matching(Pattern pattern) implements Sought {

        @Override
        public Finder begin() {
            return new Finder() {
                private final StringBuilder text = new StringBuilder();
                private int from;

                @Override
                public int endingIn(Bytes piece) {
                    text.append(new String(piece.toArray(), StandardCharsets.ISO_8859_1));
                    return count(true);
                }

                @Override
                public int atEnd() {
                    return count(false);
                }

                private int count(boolean goesOn) {
                    int found = 0;
                    var matcher = pattern.matcher(text);
                    for (int at = from;
                            at <= text.length() && matcher.find(at) && !(goesOn && matcher.hitEnd());
                            at = from) {
                        from = Math.max(matcher.end(), at + 1);
                        // A pattern that may be empty matches behind the last byte, where nothing was sent.
                        found += goesOn || matcher.start() < text.length() ? 1 : 0;
                    }
                    return found;
                }
            };
        }

        @Override
        public String toString() {
            return "what matches " + pattern;
        }
    }

    /**
     * HTTP/1.x requests, each counted once its header section has come.
     *
     * @param name says which
     */
    record Requests(String name, Predicate<HttpRequest> wanted) implements Sought {

        @Override
        public Finder begin() {
            return new Finder() {
                private final HttpRequests requests = new HttpRequests();
                private @Nullable String problem;

                @Override
                public int endingIn(Bytes piece) {
                    try {
                        return problem == null
                                ? (int) requests.begunIn(piece).stream()
                                        .filter(wanted)
                                        .count()
                                : 0;
                    } catch (IllegalArgumentException noHttp) {
                        problem = "what came is no HTTP/1.x: " + noHttp.getMessage();
                        return 0;
                    }
                }

                @Override
                public @Nullable String problem() {
                    return problem;
                }
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
