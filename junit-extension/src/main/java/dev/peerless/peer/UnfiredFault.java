package dev.peerless.peer;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.internal.net.PeerHost.Fate;
import dev.peerless.wire.Required;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A declared fault that has not struck, so that the test which declared it has proven nothing about it.
 *
 * @param fault the fault
 * @param progress how far it got, such as {@code #1 had received 9 of 16 bytes}
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record UnfiredFault(Fault fault, String progress) {

    private static final int CONNECTIONS_SHOWN = 5;

    /**
     * Checks that they are there.
     *
     * @param fault the fault
     * @param progress how far it got
     */
    public UnfiredFault {
        Required.notNull(fault, "fault");
        Required.notNull(progress, "progress");
    }

    /**
     * Gives those of a peer's faults that should have struck.
     *
     * @param dials whether the peer makes its connections itself
     */
    static List<UnfiredFault> among(List<Fault> faults, Function<Fault, Fate> fates, boolean dials) {
        return faults.stream()
                .filter(fault -> !fault.mayNotFire() && !leavesNoTrace(fault))
                .flatMap(fault -> unfired(fault, fates.apply(fault), dials).stream())
                .toList();
    }

    private static boolean leavesNoTrace(Fault fault) {
        return fault.effect() instanceof PeerEffect.Refuse || fault.effect() instanceof PeerEffect.IgnoreConnects;
    }

    private static Optional<UnfiredFault> unfired(Fault fault, Fate fate, boolean dials) {
        boolean passedOverByChance = fault.probability() < 1
                && fate.progress().isEmpty()
                && fate.connections() >= fault.connections().first();
        return fate.struck() || passedOverByChance
                ? Optional.empty()
                : Optional.of(new UnfiredFault(fault, describe(fault, fate, dials)));
    }

    private static String describe(Fault fault, Fate fate, boolean dials) {
        if (fate.progress().isEmpty()) {
            var came = switch (fate.connections()) {
                case 0 -> "no connection " + (dials ? "was made" : "came");
                case 1 -> "1 connection " + (dials ? "was made" : "came");
                default -> fate.connections() + " connections " + (dials ? "were made" : "came");
            };
            return came + ", and it was meant for " + fault.connections();
        }
        var shown = fate.progress().stream().limit(CONNECTIONS_SHOWN).collect(Collectors.joining(", "));
        int more = fate.progress().size() - CONNECTIONS_SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    @Override
    public String toString() {
        return fault.name() + " never struck: " + progress;
    }
}
