package dev.peerless.junit;

import static java.util.Map.entry;

import dev.peerless.fault.Ending;
import dev.peerless.fault.Excess;
import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.Trigger;
import dev.peerless.fault.Way;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.plan.PeerPlan;
import dev.peerless.transcript.WireEvent;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** How each fault of the guide's tables is staged, so that it has struck when the code under test goes on. */
final class Meetings {

    /** What the peer is asked, as long as the triggers below are, and what it says if it says anything. */
    static final String SAID = "hello";

    private static final String QUESTION = SAID;

    /** One way to stage a fault. */
    private interface Staging {
        Meeting meet(Meetings meetings) throws Exception;
    }

    /** Is told which port packets will go to and from, before the first of them does. */
    interface PortWatch {
        void willBe(int port) throws Exception;
    }

    private static final Map<String, Staging> STAGINGS = Map.ofEntries(
            entry("@PeerResets", meetings -> meetings.fired("resets")),
            entry("@PeerCloses", meetings -> meetings.fired("closes")),
            entry("@PeerCloses(withUnreadData = true)", meetings -> meetings.asked("closesAtOnce", QUESTION)),
            entry("@PeerHalfCloses", meetings -> meetings.fired("halfCloses")),
            entry("@PeerTruncates", meetings -> meetings.asked("truncates", QUESTION)),
            entry("@PeerTruncates(ending = RESET)", meetings -> meetings.asked("truncatesByRst", QUESTION)),
            entry("@PeerCorrupts(flipOneIn = 1)", meetings -> meetings.asked("flips", QUESTION)),
            entry(
                    "@PeerCorrupts(flipOneIn = 1, direction = RECEIVING)",
                    meetings -> meetings.asked("flipsWhatItReceives", QUESTION)),
            entry("@PeerCorrupts(garbageBytes = 64)", meetings -> meetings.asked("sendsGarbage", QUESTION)),
            entry("@SlowPeer(latency = \"100ms\")", meetings -> meetings.asked("isLate", QUESTION)),
            entry("@SlowSender", meetings -> meetings.dialed("sendsSlowly")),
            entry("@SlowReader", meetings -> meetings.dialed("readsNothing")),
            entry("@OwnMachineAborts", meetings -> meetings.aborted("aborts")),
            entry("@PeerStalls", meetings -> meetings.fired("stalls")),
            entry("@PeerVanishes", meetings -> meetings.fired("vanishes")),
            entry("@PeerCrashes with nothing unread", meetings -> meetings.asked("crashes", QUESTION)),
            entry("@PeerCrashes with unread bytes", meetings -> meetings.asked("crashes", QUESTION + QUESTION)),
            entry("@PeerOverloaded(excess = RESET)", meetings -> meetings.inExcess("overloadedResets")),
            entry("@PeerOverloaded(excess = CLOSE)", meetings -> meetings.inExcess("overloadedCloses")),
            entry("@PeerOverloaded(excess = STALL)", meetings -> meetings.inExcess("overloadedStalls")),
            entry("@PeerOverloaded(excess = LEAVE_IN_QUEUE)", meetings -> meetings.inExcess("overloadedLeavesInQueue")),
            entry("@NetworkCut", meetings -> meetings.fired("cut")),
            entry("@FirewallIdleTimeout(action = DROP)", meetings -> meetings.idle("drops")),
            entry(
                    "@FirewallIdleTimeout(action = RESET_ON_NEXT_PACKET)",
                    meetings -> meetings.idle("resetsOnNextPacket")),
            entry("@FirewallIdleTimeout(action = RESET_AT_TIMEOUT)", meetings -> meetings.idle("resetsAtTimeout")),
            entry("@FirewallIdleTimeout(action = FIN_AT_TIMEOUT)", meetings -> meetings.idle("finAtTimeout")),
            entry("@ClientStops", meetings -> meetings.answered("stops")),
            entry("@ClientLeaves", meetings -> meetings.dialed("leaves")),
            entry("@ClientHalfCloses", meetings -> meetings.dialed("clientHalfCloses")));

    private final PortWatch watch;

    Meetings(PortWatch watch) {
        this.watch = watch;
    }

    static Set<String> faults() {
        return STAGINGS.keySet();
    }

    Meeting with(String fault) throws Exception {
        var staging = STAGINGS.get(fault);
        if (staging == null) {
            throw new AssertionError("no staging for " + fault);
        }
        return staging.meet(this);
    }

    private Meeting fired(String method) throws Exception {
        var meeting = Meeting.with(listen(method));
        meeting.peer().connection(1).fire();
        return meeting;
    }

    private Meeting asked(String method, String question) throws Exception {
        var meeting = Meeting.with(listen(method));
        meeting.ask(question);
        return meeting;
    }

    /** The machine takes its time for it. */
    private Meeting aborted(String method) throws Exception {
        Endpoint.whyNot(plan(method)).ifPresent(Assumptions::abort);
        var meeting = fired(method);
        meeting.awaitEvent(WireEvent.Rst.class::isInstance);
        return meeting;
    }

    /** The second connection finds the only place taken. */
    private Meeting inExcess(String method) throws Exception {
        var peer = listen(method);
        var first = new Socket(peer.host(), peer.port());
        awaitConnected(peer);
        // Nobody is accepted while that lasts: a RST could be there before the connect has returned.
        var cut = peer.arm(Fault.cut(Trigger.onConnect()));
        var meeting = Meeting.with(peer).alongside(first);
        cut.close();
        return meeting;
    }

    private Meeting idle(String method) throws Exception {
        var meeting = Meeting.with(listen(method));
        // The firewall has done its part.
        meeting.awaitEvent(event -> !(event instanceof WireEvent.Connected));
        return meeting;
    }

    private Meeting dialed(String method) throws Exception {
        return Meeting.with(ClientPeer.of(plan(method)), QUESTION, watch);
    }

    /** The server under test has read the request and begins to answer. */
    private Meeting answered(String method) throws Exception {
        var meeting = dialed(method);
        meeting.read(QUESTION.length());
        meeting.write();
        return meeting;
    }

    private static void awaitConnected(Peer peer) throws InterruptedException {
        for (var seen = peer.transcript(); seen.events().isEmpty(); ) {
            seen = peer.awaitMore(seen, Duration.ofMinutes(1));
        }
    }

    private Peer listen(String method) throws Exception {
        var peer = Peer.listen(plan(method));
        watch.willBe(peer.port());
        return peer;
    }

    static PeerPlan plan(String method) {
        return plan(Declared.class, method);
    }

    /** Gives the plan of the peer that the first parameter of a method declares. */
    static PeerPlan plan(Class<?> owner, String method) {
        var declared = Arrays.stream(owner.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow();
        var place = Place.parameters(declared).get(0);
        return Declarations.plan(List.of(place.declarations()), place.wantsClient());
    }

    /** The faults as a test declares them. */
    private abstract static class Declared {

        abstract void resets(@PeerResets(onDemand = true) Peer peer);

        abstract void closes(@PeerCloses(onDemand = true) Peer peer);

        abstract void closesAtOnce(@PeerCloses(withUnreadData = true, afterReceiving = 5) Peer peer);

        abstract void halfCloses(@PeerHalfCloses(onDemand = true) Peer peer);

        abstract void truncates(@PeerEchoes @PeerTruncates(afterSending = 3) Peer peer);

        abstract void truncatesByRst(@PeerEchoes @PeerTruncates(afterSending = 3, ending = Ending.RESET) Peer peer);

        abstract void flips(@PeerEchoes @PeerCorrupts(flipOneIn = 1) Peer peer);

        abstract void flipsWhatItReceives(
                @PeerEchoes @PeerCorrupts(flipOneIn = 1, direction = Way.RECEIVING) Peer peer);

        abstract void sendsGarbage(@PeerEchoes @PeerCorrupts(garbageBytes = 64) Peer peer);

        abstract void isLate(@PeerEchoes @SlowPeer(latency = "100ms") Peer peer);

        abstract void sendsSlowly(@SlowSender(sliceDelay = "25ms") ClientPeer peer);

        abstract void readsNothing(@SlowReader ClientPeer peer);

        abstract void aborts(@OwnMachineAborts(onDemand = true) Peer peer);

        abstract void stalls(@PeerStalls(onDemand = true) Peer peer);

        abstract void vanishes(@PeerVanishes(onDemand = true) Peer peer);

        abstract void crashes(@PeerCrashes(afterReceiving = 5) Peer peer);

        abstract void overloadedResets(@PeerOverloaded(maxConnections = 1) Peer peer);

        abstract void overloadedCloses(@PeerOverloaded(maxConnections = 1, excess = Excess.CLOSE) Peer peer);

        abstract void overloadedStalls(@PeerOverloaded(maxConnections = 1, excess = Excess.STALL) Peer peer);

        abstract void overloadedLeavesInQueue(
                @PeerOverloaded(maxConnections = 1, excess = Excess.LEAVE_IN_QUEUE) Peer peer);

        abstract void cut(@NetworkCut(onDemand = true) Peer peer);

        abstract void drops(@FirewallIdleTimeout(value = "50ms", action = FirewallAction.DROP) Peer peer);

        abstract void resetsOnNextPacket(
                @FirewallIdleTimeout(value = "50ms", action = FirewallAction.RESET_ON_NEXT_PACKET) Peer peer);

        abstract void resetsAtTimeout(
                @FirewallIdleTimeout(value = "50ms", action = FirewallAction.RESET_AT_TIMEOUT) Peer peer);

        abstract void finAtTimeout(
                @FirewallIdleTimeout(value = "50ms", action = FirewallAction.FIN_AT_TIMEOUT) Peer peer);

        abstract void refuses(@PeerRefuses Peer peer);

        abstract void ignoresConnects(@PeerIgnoresConnects Peer peer);

        abstract void stops(@ClientStops ClientPeer peer);

        abstract void leaves(@ClientLeaves ClientPeer peer);

        abstract void clientHalfCloses(@ClientHalfCloses ClientPeer peer);
    }
}
