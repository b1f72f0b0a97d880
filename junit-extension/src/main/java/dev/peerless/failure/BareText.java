package dev.peerless.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes off what is put around the texts of operating systems. */
final class BareText {

    /** TLS in newer JDKs: {@code (handshake_failure) Received fatal alert: handshake_failure}. */
    private static final Pattern ALERT = Pattern.compile("^\\(\\w+\\) ");

    /** Netty: {@code recvAddress(..) failed: }, in newer versions {@code recvAddress(..) failed with error(-104): }. */
    private static final Pattern NATIVE_CALL = Pattern.compile("^.*\\(\\.\\.\\) failed(?: with error\\(-?\\d+\\))?: ");

    /** Apache: {@code Connect to http://localhost:1 [localhost/127.0.0.1] failed: }. */
    private static final Pattern ATTEMPT = Pattern.compile("^Connect to .* failed: ");

    /** Windows: {@code : socket write error}; JDK 8: {@code  (Write failed)}; Netty: {@code : /127.0.0.1:80}. */
    private static final Pattern DETAIL = Pattern.compile(": | \\(");

    private BareText() {}

    /**
     * The message as it is, without what stands before the text, and, where socket exceptions are known to have details
     * behind it, without those: the longest first.
     */
    static Stream<String> candidates(String message, boolean detailed) {
        var text = without(ATTEMPT, without(NATIVE_CALL, without(ALERT, message)));
        return Stream.concat(Stream.of(text), detailed ? withoutDetails(text) : Stream.empty());
    }

    private static String without(Pattern prefix, String text) {
        return prefix.matcher(text).replaceFirst("");
    }

    private static Stream<String> withoutDetails(String text) {
        List<String> shorter = new ArrayList<>();
        var detail = DETAIL.matcher(text);
        while (detail.find()) {
            shorter.add(0, text.substring(0, detail.start()));
        }
        return shorter.stream();
    }
}
