package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.peerless.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A declaration that is wrong is found before any socket opens, those of the peers that are declared well included. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "sockets of this process are counted in /proc")
class NothingStartsTest {

    /** Counts the sockets that this process has got since the test or class began, before its peers are closed. */
    static final class NewSockets
            implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

        private static Set<String> before = Set.of();
        private static int opened;

        @Override
        public void beforeAll(ExtensionContext context) throws IOException {
            before = sockets();
        }

        @Override
        public void beforeEach(ExtensionContext context) throws IOException {
            before = sockets();
        }

        @Override
        public void afterEach(ExtensionContext context) throws IOException {
            count();
        }

        @Override
        public void afterAll(ExtensionContext context) throws IOException {
            count();
        }

        private static void count() throws IOException {
            var now = sockets();
            now.removeAll(before);
            opened += now.size();
        }

        private static Set<String> sockets() throws IOException {
            var sockets = new HashSet<String>();
            try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
                for (var descriptor : descriptors) {
                    try {
                        var target = Files.readSymbolicLink(descriptor).toString();
                        if (target.startsWith("socket:")) {
                            sockets.add(target);
                        }
                    } catch (IOException closedMeanwhile) {
                        // The directory's own descriptor, for instance.
                    }
                }
            }
            return sockets;
        }
    }

    @BeforeEach
    void reset() {
        NewSockets.opened = 0;
    }

    @Test
    void thoughAPeerWouldBeSeen() {
        InnerRun.of(Parameters.class, "valid").succeeded(1);

        // One that listens, and one that keeps the port.
        assertThat(NewSockets.opened).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unparsable", "roles", "ambiguous", "wrongType", "method", "planner"})
    void besideAnotherParameter(String method) {
        assertThat(InnerRun.of(Parameters.class, method).misuse()).contains("Parameters." + method);

        assertThat(NewSockets.opened).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                BesideAField.class,
                BesideBeforeEach.class,
                AfterBeforeEach.class,
                FinalBesideAField.class,
                BesideAStaticField.class,
                BesideBeforeAll.class,
                ClassBesideAStaticField.class
            })
    void besideWhateverElseIsDeclared(Class<?> testClass) {
        assertThat(InnerRun.of(testClass).misuse()).contains(testClass.getSimpleName());

        assertThat(NewSockets.opened).isZero();
    }

    @Test
    void besideAConstructor() throws Exception {
        var method = BesideAConstructor.class.getDeclaredMethod("test");

        assertThrows(
                ExtensionConfigurationException.class,
                () -> TestPlan.of(BesideAConstructor.class, method, new PeerSettings(null, null, null)));
        assertThat(InnerRun.of(BesideAConstructor.class).misuse())
                .contains("constructor BesideAConstructor(Peer, Peer)");
    }

    @ExtendWith(NewSockets.class)
    static class Parameters {

        @Test
        void valid(@PeerEchoes Peer valid) {}

        @Test
        void unparsable(@PeerEchoes Peer valid, @PeerResets(after = "soon") Peer peer) {}

        @Test
        void roles(@PeerEchoes Peer valid, @PeerEchoes @PeerAnswersHttp Peer peer) {}

        @Test
        @PeerResets
        void ambiguous(@PeerEchoes Peer valid, Peer one, Peer other) {}

        @Test
        void wrongType(@PeerEchoes Peer valid, @PeerResets String peer) {}

        @Test
        @PeerResets
        void method(@PeerEchoes Peer valid) {}

        @Test
        void planner(@PeerEchoes Peer valid, @FirewallIdleTimeout Peer peer) {}
    }

    @ExtendWith(NewSockets.class)
    static class BesideAField {

        @PeerEchoes
        Peer valid;

        @Test
        void test(@PeerResets(afterReceiving = 0) Peer peer) {}
    }

    @ExtendWith(NewSockets.class)
    static class FinalBesideAField {

        @PeerEchoes
        Peer valid;

        @PeerEchoes
        final Peer constant = null;

        @Test
        void test() {}
    }

    @ExtendWith(NewSockets.class)
    static class BesideBeforeEach {

        @BeforeEach
        void before(@PeerEchoes Peer valid) {}

        @Test
        void test(@PeerResets(connections = "0") Peer peer) {}
    }

    @ExtendWith(NewSockets.class)
    static class AfterBeforeEach {

        @PeerEchoes
        Peer valid;

        @BeforeEach
        void before(@PeerResets(connections = "0") Peer peer) {}

        @Test
        void test() {}
    }

    @ExtendWith(NewSockets.class)
    static class BesideAStaticField {

        @PeerEchoes
        static Peer valid;

        @PeerResets(after = "soon")
        static Peer peer;

        @Test
        void test() {}
    }

    @ExtendWith(NewSockets.class)
    static class BesideBeforeAll {

        @PeerEchoes
        static Peer valid;

        @BeforeAll
        static void before(@PeerResets(after = "soon") Peer peer) {}

        @Test
        void test() {}
    }

    @ExtendWith(NewSockets.class)
    @PeerResets(after = "soon")
    static class ClassBesideAStaticField {

        @PeerEchoes
        static Peer valid;

        @Test
        void test() {}
    }

    static class BesideAConstructor {

        BesideAConstructor(@PeerEchoes Peer valid, @PeerResets(after = "soon") Peer peer) {}

        @Test
        void test() {}
    }
}
