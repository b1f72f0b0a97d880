package dev.peerless.junit;

import dev.peerless.fault.UnsupportedFaultException;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.peer.UnfiredFault;
import dev.peerless.plan.PeerPlan;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The peers of one test, or of one class. Kept in the context's store, which closes them after everything else.
 *
 * <p>Implements both interfaces by which stores of JUnit 5 and 6 know what to close.
 */
@SuppressWarnings("deprecation") // CloseableResource: JUnit before 5.13 closes nothing else
final class PeerScope implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(PeerlessExtension.class);

    private final Map<PeerKey, Endpoint> peers = new LinkedHashMap<>();
    private final Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());

    private final TestPlan plan;
    private final Function<PeerPlan, Peer> listening;

    private final Optional<LeakCheck> leakCheck;

    PeerScope(TestPlan plan, Optional<LeakCheck> leakCheck, Function<PeerPlan, Peer> listening) {
        this.plan = plan;
        this.leakCheck = leakCheck;
        this.listening = listening;
    }

    /**
     * Gives the scope of exactly this context. A store falls through to its parents; the identifier keeps them apart.
     *
     * @throws TestAbortedException if one of its peers cannot be had on this machine
     */
    static PeerScope of(ExtensionContext context) {
        var present = ofIfPresent(context);
        if (present != null) {
            return present;
        }
        AssertionsTimeout.take(context);
        boolean unused = FailureNotes.areTranscriptsWanted(context);
        var read = read(context);
        var plan = read.plan();
        plan.whyNot().ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
        var scope = new PeerScope(plan, read.leakCheck(), Peer::listen);
        context.getStore(NAMESPACE).put(context.getUniqueId(), scope);
        ReportRecording.begin(context, scope);
        return scope;
    }

    private static Read read(ExtensionContext context) {
        var type = context.getRequiredTestClass();
        var method = context.getTestMethod();
        return method.isPresent()
                ? read(type, method.get(), context)
                : new Read(TestPlan.of(type, PeerSettings.of(context)), LeakCheck.of(context));
    }

    /** A test that runs many times, with parameters for instance, is read once; its class's store keeps that so long. */
    private static Read read(Class<?> type, Method method, ExtensionContext context) {
        var ofClass = context;
        while (ofClass.getTestMethod().isPresent() && ofClass.getParent().isPresent()) {
            ofClass = ofClass.getParent().get();
        }
        var store = ofClass.getStore(NAMESPACE);
        var key = new ReadKey(type, method);
        var known = store.get(key, Read.class);
        if (known != null) {
            return known;
        }
        var read = new Read(TestPlan.of(type, method, PeerSettings.of(context)), LeakCheck.of(context));
        store.put(key, read);
        return read;
    }

    /** What the annotations of a test say. */
    private record Read(TestPlan plan, Optional<LeakCheck> leakCheck) {}

    /** By what it is found again. */
    private record ReadKey(Class<?> type, Method method) {}

    static @Nullable PeerScope ofIfPresent(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(context.getUniqueId(), PeerScope.class);
    }

    TestPlan plan() {
        return plan;
    }

    /** Gives the peer of a place, started if it is the first to want it. */
    synchronized Endpoint peer(Place place) {
        return peers.computeIfAbsent(plan.key(place), key -> begin(place));
    }

    private Endpoint begin(Place place) {
        var peerPlan = plan.plan(place);
        try {
            return place.wantsClient() ? ClientPeer.of(peerPlan) : listening.apply(peerPlan);
        } catch (UnsupportedFaultException reason) {
            throw new TestAbortedException(place.name() + ": " + reason.getMessage(), reason);
        }
    }

    synchronized Optional<Endpoint> peerIfStarted(PeerKey key) {
        return Optional.ofNullable(peers.get(key));
    }

    synchronized List<Endpoint> all() {
        return List.copyOf(peers.values());
    }

    /**
     * Fails if a peer itself has failed, a declared fault has not struck, or connections are held that should not be.
     *
     * @param what has proven nothing then
     */
    void check(String what) {
        var problems = new ArrayList<AssertionFailedError>();
        for (var peer : all()) {
            for (var failure : peer.failures()) {
                problems.add(
                        new AssertionFailedError(peer + " failed: " + failure + "\n" + peer.transcript(), failure));
            }
            var unfired = peer.unfiredFaults();
            if (!unfired.isEmpty()) {
                var faults = unfired.stream().map(fault -> "  " + fault).collect(Collectors.joining("\n"));
                problems.add(new AssertionFailedError("Expecting every declared fault of " + peer + "\nto strike, but\n"
                        + faults
                        + "\nso this " + what
                        + " has proven nothing about it. " + wayOut(unfired) + " if that is fine.\n"
                        + peer.transcript()));
            }
        }
        leakCheck.ifPresent(check -> problems.addAll(check.leaks(all())));
        if (!problems.isEmpty()) {
            var first = problems.get(0);
            problems.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static String wayOut(List<UnfiredFault> unfired) {
        return unfired.stream().allMatch(fault -> fault.fault().label().isEmpty())
                ? "Call allowedNotToFire() on it"
                : "Write mayNotFire = true";
    }

    /** Gives those of the failures of its peers that no test has been told of, once. */
    synchronized List<Throwable> untold(List<Throwable> failures) {
        return failures.stream().filter(told::add).toList();
    }

    /** Publishes what every peer saw. */
    void publish(ExtensionContext context) {
        for (var peer : all()) {
            context.publishReportEntry(
                    "transcript of " + peer, peer.settledTranscript().toString());
        }
    }

    @Override
    public void close() {
        Closing.each(all(), Endpoint::close);
    }
}
