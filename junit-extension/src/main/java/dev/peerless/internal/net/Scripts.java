package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.plan.Tls;
import java.util.List;
import java.util.Optional;

/** The scripts of one connection, by what their faults are about. */
final class Scripts {

    private final Optional<Tls> tls;
    private final FaultScript wire;
    private final FaultScript plaintext;

    Scripts(List<Fault> faults, Optional<Tls> tls, int connection, long now) {
        this.tls = tls;
        this.wire = new FaultScript(tls.isEmpty() ? faults : those(faults, false), connection, now);
        this.plaintext = new FaultScript(tls.isEmpty() ? List.of() : those(faults, true), connection, now);
    }

    private List<Fault> those(List<Fault> faults, boolean countingPlaintext) {
        return faults.stream()
                .filter(fault -> countsPlaintext(fault) == countingPlaintext)
                .toList();
    }

    private boolean countsPlaintext(Fault fault) {
        return tls.isPresent() && tls.get().countsPlaintext(fault.trigger());
    }

    /** The one whose bytes are on the wire, and that decides about all that is not about bytes. */
    FaultScript wire() {
        return wire;
    }

    /** The one whose bytes are under TLS. */
    FaultScript plaintext() {
        return plaintext;
    }

    /** The one that decides about a fault. */
    FaultScript of(Fault fault) {
        return countsPlaintext(fault) ? plaintext : wire;
    }
}
