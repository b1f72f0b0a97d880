package dev.peerless.junit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For how long assertions wait where the test does not say: the configuration parameter {@code
 * peerless.assertions.timeout}, 5 s without it.
 *
 * <p>JUnit shows its configuration parameters to extensions only, and assertions are called by anybody. So the first of
 * our extensions at work in a run takes the parameter, and it holds for all threads until the run is over. Before that,
 * and without JUnit, it is the system property of that name.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class AssertionsTimeout {

    static final String PARAMETER = "peerless.assertions.timeout";

    private static final Duration DEFAULT = Duration.ofSeconds(5);
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(AssertionsTimeout.class);

    private static volatile @Nullable Duration ofThisRun;

    private AssertionsTimeout() {}

    /**
     * Gives it.
     *
     * @return more than zero
     * @throws ExtensionConfigurationException if it is configured as something that is no duration
     */
    public static Duration get() {
        var known = ofThisRun;
        return known != null ? known : outsideOfRuns();
    }

    static Duration outsideOfRuns() {
        return read(name -> Optional.ofNullable(System.getProperty(name)));
    }

    /** Has the configuration of a run hold for it, if that is not so yet. */
    static synchronized void take(ExtensionContext context) {
        var store = context.getRoot().getStore(NAMESPACE);
        if (store.get(PARAMETER) == null) {
            var configured = read(context::getConfigurationParameter);
            // A run within a run has a store of its own, and gives back what it found.
            store.put(PARAMETER, new Taken(ofThisRun));
            ofThisRun = configured;
        }
    }

    private static Duration read(Function<String, Optional<String>> configuration) {
        return configuration.apply(PARAMETER).map(AssertionsTimeout::parse).orElse(DEFAULT);
    }

    private static Duration parse(String text) {
        return Durations.parse(text.strip())
                .orElseThrow(() -> new ExtensionConfigurationException("Configuration parameter " + PARAMETER + " = \""
                        + text + "\" is no duration. Write a number greater than zero and a unit, such as 300ms, 5 s or"
                        + " 2m."));
    }

    /**
     * Lies in the store of a run, which closes it at the end.
     *
     * @param before what held outside of it
     */
    @SuppressWarnings("deprecation") // CloseableResource: JUnit before 5.13 closes nothing else
    private record Taken(@Nullable Duration before) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        @Override
        public void close() {
            ofThisRun = before;
        }
    }
}
