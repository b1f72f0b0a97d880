package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The program that runs many tests of one kit: annotated for Peerless, and as one would write it for the others. */
final class TestsOfOneKit {

    private static Kit kit = Kit.PEERLESS;
    private static int times;

    private TestsOfOneKit() {}

    /**
     * Runs them, and prints how many have passed.
     *
     * @param kitAndTimes whose tests, and how many
     */
    public static void main(String... kitAndTimes) {
        kit = Kit.valueOf(kitAndTimes[0]);
        times = Integer.parseInt(kitAndTimes[1]);
        var tests = kit == Kit.PEERLESS || kit == Kit.WATCHING ? Annotated.class : Written.class;
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(tests))
                .build();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        System.out.println(listener.getSummary().getTestsSucceededCount());
        // Some kits leave threads behind.
        System.exit(0);
    }

    static final class Annotated {
        @TestTemplate
        @ExtendWith(SoOften.class)
        void isReset(@PeerResets(afterReceiving = 1) Peer peer) throws IOException {
            var unused = RawClient.untilEndOfRequest(peer.address(), Duration.ZERO);
        }
    }

    static final class Written {
        @TestTemplate
        @ExtendWith(SoOften.class)
        void isReset() throws IOException {
            try (var listening = kit.counterpart().endingOnRequest()) {
                var unused = RawClient.untilEndOfRequest(listening.address(), Duration.ZERO);
            }
        }
    }

    /** Runs a test as often as the program was told. */
    static final class SoOften implements TestTemplateInvocationContextProvider {

        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            return IntStream.range(0, times).mapToObj(time -> new TestTemplateInvocationContext() {});
        }
    }
}
