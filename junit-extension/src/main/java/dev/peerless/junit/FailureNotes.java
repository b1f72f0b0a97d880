package dev.peerless.junit;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tells, on the failure of a test, what its peers failed with themselves and what they saw: as suppressed exceptions, since
 * those stand wherever a stack trace does. What the failure says already is not said again.
 */
final class FailureNotes {

    static final String PARAMETER = "peerless.failures.transcripts";

    private static final int PEERS_SHOWN = 3;

    private final Throwable failure;
    private final Set<Throwable> said = Collections.newSetFromMap(new IdentityHashMap<>());
    private int left;

    private FailureNotes(Throwable failure, boolean transcripts) {
        this.failure = failure;
        this.left = transcripts ? PEERS_SHOWN : 0;
        collect(failure);
    }

    private void collect(Throwable part) {
        if (said.add(part)) {
            if (part.getCause() != null) {
                collect(part.getCause());
            }
            for (var suppressed : part.getSuppressed()) {
                collect(suppressed);
            }
        }
    }

    /**
     * Adds them.
     *
     * @param scopes those of the test and of its classes
     */
    static void add(ExtensionContext context, Throwable failure, List<PeerScope> scopes) {
        if (scopes.isEmpty()) {
            return;
        }
        var notes = new FailureNotes(failure, areTranscriptsWanted(context));
        for (var scope : scopes) {
            for (var peer : scope.all()) {
                notes.add(peer, scope.untold(peer.failures()));
            }
        }
    }

    /**
     * Tells whether transcripts are to be shown.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if neither is configured
     */
    static boolean areTranscriptsWanted(ExtensionContext context) {
        return ConfiguredFlag.read(
                        context,
                        PARAMETER,
                        "Write false to leave the transcripts of peers out of the failures of their tests.")
                .orElse(true);
    }

    private void add(Endpoint peer, List<Throwable> failures) {
        var seen = peer.settledTranscript();
        boolean showsTranscript = left > 0 && !isSaid(peer, seen);
        if (showsTranscript) {
            left--;
        }
        var notes = new ArrayList<PeerNote>();
        for (var own : failures) {
            if (!said.contains(own)) {
                notes.add(new PeerNote(
                        peer + " failed: " + own + (showsTranscript && notes.isEmpty() ? "\n" + seen : ""), own));
            }
        }
        if (notes.isEmpty() && showsTranscript) {
            notes.add(new PeerNote("transcript of " + peer + "\n" + seen, null));
        }
        notes.forEach(failure::addSuppressed);
    }

    /**
     * An assertion names what it is about and shows that, often a part; lines are the same but for their padding and mark.
     * Another peer may have seen the same at the same time.
     */
    private boolean isSaid(Endpoint peer, Transcript seen) {
        if (seen.events().isEmpty()) {
            return said.stream()
                    .anyMatch(part -> String.valueOf(part.getMessage()).contains(peer.toString()));
        }
        var lines = seen.toString().lines().map(FailureNotes::bare).collect(Collectors.toSet());
        return said.stream()
                .map(part -> String.valueOf(part.getMessage()))
                .filter(message -> message.contains(name(peer)))
                .flatMap(String::lines)
                .map(FailureNotes::bare)
                .anyMatch(lines::contains);
    }

    /** Its plan may have got more faults since then. */
    private static String name(Endpoint peer) {
        var planned = peer.toString();
        return planned.substring(0, planned.indexOf('(') + 1);
    }

    private static String bare(String line) {
        return line.replaceFirst("^>", "").strip().replaceAll(" +", " ");
    }
}
