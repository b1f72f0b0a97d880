package dev.peerless.junit;

import dev.peerless.fault.DurationText;
import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import dev.peerless.wire.NetstatText;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Looks whether the code under test still holds connections after a test.
 *
 * @param within how long it may take to give them up
 */
record LeakCheck(Duration within) {

    private static final System.Logger LOG = System.getLogger("dev.peerless.junit");

    /** Gives the check that is asked for on the test, or else on the innermost of its classes that asks for one. */
    static Optional<LeakCheck> of(ExtensionContext context) {
        var places = new ArrayList<AnnotatedElement>();
        context.getTestMethod().ifPresent(places::add);
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            places.add(type);
        }
        return places.stream()
                .flatMap(place -> AnnotationSupport.findAnnotation(place, NoLeakedConnections.class).stream()
                        .map(annotation -> of(annotation, place)))
                .findFirst();
    }

    private static LeakCheck of(NoLeakedConnections annotation, AnnotatedElement place) {
        return new LeakCheck(Durations.parse(annotation.within())
                .orElseThrow(
                        () -> new ExtensionConfigurationException("@NoLeakedConnections on " + describe(place) + ": "
                                + new Attributes(annotation).text("within")
                                + ", but must be a positive duration like \"300ms\", \"5 s\" or \"2m\".")));
    }

    private static String describe(AnnotatedElement place) {
        return place instanceof Class<?> type ? "class " + type.getSimpleName() : Place.describe((Method) place);
    }

    /** Says which connections of these peers are still held, each peer's on its own; the log says which nobody can know of. */
    List<AssertionFailedError> leaks(Collection<Endpoint> peers) {
        var leaks = new ArrayList<AssertionFailedError>();
        for (var peer : peers) {
            var held = held(peer);
            if (!held.isEmpty()) {
                leaks.add(new AssertionFailedError(message(peer, held)));
            }
            warnOfUnseen(peer);
        }
        return leaks;
    }

    private List<Connection> held(Endpoint peer) {
        try {
            return peer.stillHeld(within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionFailedError("interrupted while waiting for connections to be given up", e);
        }
    }

    private static void warnOfUnseen(Endpoint peer) {
        var unseen = Leaks.unseen(peer.transcript());
        if (!unseen.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "@NoLeakedConnections cannot tell whether the code under test has given up " + numbers(unseen)
                            + " of " + peer + ": " + Leaks.WHY_UNSEEN);
        }
    }

    private static String numbers(Collection<Integer> connections) {
        return connections.stream().map(number -> "#" + number).collect(Collectors.joining(", "));
    }

    private String message(Endpoint peer, List<Connection> held) {
        var numbers = numbers(held.stream().map(Connection::number).toList());
        return "Expecting every connection of " + peer + "\nto have been given up by the code under test within "
                + DurationText.of(within) + " of the test's end,\nbut it still holds " + numbers + ".\n"
                + Leaks.shown(peer.transcript(), held) + NetstatText.under(peer.netstat())
                + Leaks.help(peer.transcript(), held);
    }
}
