package dev.peerless.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/**
 * Where sockets cannot be killed, tests that want it are aborted, with the reason. They run in a JVM of their own that
 * does not find {@code ss}, so that it really cannot, whatever the rights are here.
 */
class UnsupportedFaultTest {

    private static final String REASON = "@OwnMachineAborts cannot be staged here: ";

    @Test
    void abortsWhateverWantsItAndNothingElse() throws Exception {
        assertThat(runWithoutPath(
                        Parameter.class,
                        InstanceField.class,
                        InConstructor.class,
                        InBeforeEach.class,
                        OnClass.class,
                        StaticField.class,
                        InBeforeAll.class))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("InBeforeAll ABORTED parameter #1 of method InBeforeAll.before(Peer): "
                                        + REASON),
                        line -> assertThat(line)
                                .startsWith(
                                        "InBeforeEach.test ABORTED parameter #1 of method InBeforeEach.before(Peer): "
                                                + REASON),
                        line -> assertThat(line)
                                .startsWith(
                                        "InConstructor.test ABORTED parameter #1 of constructor InConstructor(Peer): "
                                                + REASON),
                        line -> assertThat(line)
                                .startsWith("InstanceField.test ABORTED field InstanceField.peer: " + REASON),
                        line -> assertThat(line)
                                .startsWith(
                                        "OnClass.test ABORTED parameter #1 of method OnClass.test(Peer): " + REASON),
                        line -> assertThat(line).isEqualTo("OnClass.withoutPeer SUCCESSFUL"),
                        line -> assertThat(line)
                                .startsWith("Parameter.liveControl FAILED abort() cannot be staged here: "),
                        line -> assertThat(line)
                                .startsWith("Parameter.misuse FAILED @OwnMachineAborts on parameter #1 of method "
                                        + "Parameter.misuse(Peer): afterReceiving = 0, but must be"),
                        line -> assertThat(line).isEqualTo("Parameter.other SUCCESSFUL"),
                        line -> assertThat(line)
                                .startsWith(
                                        "Parameter.server ABORTED parameter #1 of method Parameter.server(ClientPeer): "
                                                + REASON),
                        line -> assertThat(line)
                                .startsWith("Parameter.test ABORTED parameter #1 of method Parameter.test(Peer): "
                                        + REASON),
                        line -> assertThat(line).startsWith("StaticField ABORTED field StaticField.peer: " + REASON));
    }

    private static List<String> runWithoutPath(Class<?>... testClasses) throws IOException, InterruptedException {
        var command = Stream.concat(
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        JvmOfItsOwn.class.getName()),
                Arrays.stream(testClasses).map(Class::getName));
        var builder = new ProcessBuilder(command.toList()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATH", "");
        var process = builder.start();
        // Only one that lives is killed: that closes the pipe, and what it still holds would be lost.
        var ended = process.onExit()
                .completeOnTimeout(process, 120, SECONDS)
                .thenApply(child -> child.isAlive() ? child.destroyForcibly() : child);
        try (var output = process.getInputStream()) {
            var lines =
                    new String(output.readAllBytes(), UTF_8).lines().sorted().toList();
            assertThat(ended.join().waitFor()).isZero();
            return lines;
        }
    }

    static final class JvmOfItsOwn {

        public static void main(String[] classNames) {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(Arrays.stream(classNames)
                            .map(name -> selectClass(name))
                            .toArray(ClassSelector[]::new))
                    .execute()
                    .allEvents()
                    .filter(event -> event.getType() == EventType.FINISHED)
                    .forEach(JvmOfItsOwn::print);
        }

        private static void print(Event event) {
            var test = event.getTestDescriptor();
            var result = event.getRequiredPayload(TestExecutionResult.class);
            var why = result.getThrowable()
                    .map(thrown -> " " + thrown.getMessage())
                    .orElse("");
            if (test.isTest() || !why.isEmpty()) {
                var name = test.isTest()
                        ? test.getParent().orElseThrow().getDisplayName() + "." + test.getDisplayName()
                        : test.getDisplayName();
                System.out.println(
                        name.replaceAll(".*\\$", "").replaceFirst("\\(.*", "") + " " + result.getStatus() + why);
            }
        }
    }

    static class Parameter {

        @Test
        void test(@OwnMachineAborts Peer peer) {}

        @Test
        void other(@PeerEchoes Peer peer) {}

        @Test
        void server(@OwnMachineAborts ClientPeer peer) {}

        @Test
        void misuse(@OwnMachineAborts(afterReceiving = 0) Peer peer) {}

        @Test
        void liveControl(@PeerEchoes Peer peer) {
            peer.connection(1).abort();
        }
    }

    static class InstanceField {

        @OwnMachineAborts
        Peer peer;

        @Test
        void test() {}
    }

    static class InConstructor {

        InConstructor(@OwnMachineAborts Peer peer) {}

        @Test
        void test() {}
    }

    static class InBeforeEach {

        @BeforeEach
        void before(@OwnMachineAborts Peer peer) {}

        @Test
        void test() {}
    }

    @OwnMachineAborts
    static class OnClass {

        @Test
        void test(Peer peer) {}

        @Test
        void withoutPeer() {}
    }

    static class StaticField {

        @OwnMachineAborts
        static Peer peer;

        @Test
        void test() {}
    }

    static class InBeforeAll {

        @BeforeAll
        static void before(@OwnMachineAborts Peer peer) {}

        @Test
        void test() {}
    }
}
