package dev.peerless.junit;

import dev.peerless.peer.TakenPort;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The taken ports of one test, or of one class. Kept in the context's store, which releases them after everything else.
 *
 * <p>Implements both interfaces by which stores of JUnit 5 and 6 know what to close.
 */
@SuppressWarnings("deprecation") // CloseableResource: JUnit before 5.13 closes nothing else
final class TakenPorts implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TakenPorts.class);

    private final Map<Object, TakenPort> ports = new LinkedHashMap<>();

    private TakenPorts() {}

    /** Gives those of exactly this context. A store falls through to its parents; the identifier keeps them apart. */
    static TakenPorts of(ExtensionContext context) {
        var store = context.getStore(NAMESPACE);
        var present = store.get(context.getUniqueId(), TakenPorts.class);
        if (present != null) {
            return present;
        }
        var ports = new TakenPorts();
        store.put(context.getUniqueId(), ports);
        return ports;
    }

    /**
     * Gives a port, taken if this is the first to want it.
     *
     * @param key what tells it apart: a field, or the ordinal of a parameter
     */
    synchronized TakenPort port(Object key) {
        return ports.computeIfAbsent(key, wanted -> TakenPort.take());
    }

    @Override
    public synchronized void close() {
        Closing.each(ports.values(), TakenPort::release);
    }
}
