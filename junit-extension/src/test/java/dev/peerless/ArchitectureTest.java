package dev.peerless;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String ROOT = "dev.peerless";

    /** Each package of this module, and the others of this module that it may use. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            mayUse("wire"),
            mayUse("failure"),
            mayUse("simulated", "failure"),
            mayUse("internal.time"),
            mayUse("fault", "wire"),
            mayUse("plan", "fault", "wire"),
            mayUse("transcript", "fault", "wire"),
            mayUse("internal.script", "fault", "wire"),
            mayUse("internal.os", "wire", "internal.time"),
            mayUse("internal.tls", "internal.time", "plan", "fault", "wire"),
            mayUse("internal.log", "internal.time", "transcript", "fault", "wire"),
            mayUse(
                    "internal.net",
                    "internal.script",
                    "internal.tls",
                    "internal.os",
                    "internal.log",
                    "internal.time",
                    "plan",
                    "transcript",
                    "fault",
                    "wire"),
            mayUse(
                    "peer",
                    "internal.net",
                    "internal.script",
                    "internal.tls",
                    "internal.os",
                    "internal.log",
                    "internal.time",
                    "plan",
                    "transcript",
                    "fault",
                    "wire"),
            mayUse("internal.report", "transcript", "fault", "wire"),
            mayUse("junit", "internal.report", "internal.time", "peer", "plan", "transcript", "fault", "wire"));

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest
    @MethodSource("packages")
    void packagesUseOnlyWhatTheirArrowsAllow(String name) {
        var allowed = Stream.concat(Stream.of(name), ARROWS.get(name).stream())
                .map(ArchitectureTest::qualified)
                .toArray(String[]::new);

        classes()
                .that(resideInAPackage(qualified(name)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAPackage(ROOT + ".."))))
                .allowEmptyShould(false)
                .check(PRODUCTION);
    }

    static Stream<String> packages() {
        return ARROWS.keySet().stream().sorted();
    }

    @Test
    void everyPackageHasItsArrows() {
        var found = PRODUCTION.stream()
                .map(JavaClass::getPackage)
                .map(JavaPackage::getName)
                .distinct();

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        packages().map(ArchitectureTest::qualified).toList());
    }

    @Test
    void onlyTheExtensionUsesJUnit() {
        noClasses()
                .that(not(resideInAPackage(qualified("junit"))))
                .should()
                .dependOnClassesThat(resideInAPackage("org.junit.."))
                .allowEmptyShould(false)
                .check(PRODUCTION);
    }

    @Test
    void oneClassEndsConnections() {
        noClasses()
                .that(not(ENDS_SOCKETS_OF_NO_PEER))
                .and()
                .doNotHaveFullyQualifiedName("dev.peerless.internal.net.Hangup")
                .should()
                .accessTargetWhere(ENDS_A_CONNECTION)
                .allowEmptyShould(false)
                .check(PRODUCTION);
    }

    @Test
    void oneClassReadsTheClock() {
        onlyIn("dev.peerless.internal.time.Ticker", READS_THE_CLOCK).check(PRODUCTION);
    }

    @Test
    void oneClassDrawsRandomNumbers() {
        onlyIn("dev.peerless.internal.script.Dice", DRAWS_RANDOM_NUMBERS).check(PRODUCTION);
    }

    @Test
    void nothingSleeps() {
        nowhere(SLEEPS).check(PRODUCTION);
    }

    /** The rules above forbid what the code does not do; here they meet code that does, one access a line. */
    @Nested
    class TheRulesCanFail {

        @Test
        void whereConnectionsAreEnded() {
            assertThat(violations(nowhere(ENDS_A_CONNECTION), EndsConnections.class))
                    .hasSize(9);
        }

        @Test
        void whereTheClockIsRead() {
            assertThat(violations(nowhere(READS_THE_CLOCK), ReadsClocks.class)).hasSize(4);
        }

        @Test
        void whereRandomNumbersAreDrawn() {
            assertThat(violations(nowhere(DRAWS_RANDOM_NUMBERS), DrawsRandomNumbers.class))
                    .hasSize(4);
        }

        @Test
        void whereSomethingSleeps() {
            assertThat(violations(nowhere(SLEEPS), Sleeps.class)).hasSize(2);
        }

        private static List<String> violations(ArchRule rule, Class<?> offender) {
            return rule.evaluate(new ClassFileImporter().importClasses(offender))
                    .getFailureReport()
                    .getDetails();
        }
    }

    /**
     * A call names the static type of its receiver, so {@code close} is looked for on the connections' own types, on
     * what they extend or implement, and on what extends them.
     */
    private static final DescribedPredicate<JavaAccess<?>> ENDS_A_CONNECTION =
            access("end a connection", access -> switch (access.getName()) {
                case "close", "shutdownOutput", "setSoLinger" -> mayBeAConnection(access.getTargetOwner());
                case "SO_LINGER" -> access.getTargetOwner().isEquivalentTo(StandardSocketOptions.class);
                default -> false;
            });

    /** Ends sockets, but never a connection of a peer. */
    private static final DescribedPredicate<JavaClass> ENDS_SOCKETS_OF_NO_PEER =
            DescribedPredicate.describe("end sockets of no peer", type -> switch (type.getName()) {
                // Its own pair, on which it tries whether sockets can be killed here.
                case "dev.peerless.internal.os.KillTrial" -> true;
                // Its own listeners, which nobody serves.
                case "dev.peerless.peer.TakenPort" -> true;
                // The code under test's own sockets.
                default -> type.getPackageName().equals(qualified("simulated"));
            });

    private static final DescribedPredicate<JavaAccess<?>> READS_THE_CLOCK = access(
            "read the clock",
            access -> access.getTargetOwner().isEquivalentTo(System.class)
                            && Set.of("nanoTime", "currentTimeMillis").contains(access.getName())
                    || access.getTargetOwner().getPackageName().equals("java.time")
                            && access.getName().matches("now|system.*"));

    private static final DescribedPredicate<JavaAccess<?>> DRAWS_RANDOM_NUMBERS =
            access("draw random numbers", access -> switch (access.getName()) {
                case "<init>", "current" -> access.getTargetOwner().isAssignableTo(RandomGenerator.class);
                case "random" -> access.getTargetOwner().isEquivalentTo(Math.class);
                default -> false;
            });

    private static final DescribedPredicate<JavaAccess<?>> SLEEPS = access(
            "sleep",
            access -> access.getName().equals("sleep")
                    && Stream.of(Thread.class, TimeUnit.class).anyMatch(access.getTargetOwner()::isEquivalentTo));

    private static boolean mayBeAConnection(JavaClass owner) {
        return Stream.of(Socket.class, ServerSocket.class, SocketChannel.class, ServerSocketChannel.class)
                .anyMatch(type -> owner.isAssignableTo(type) || owner.reflect().isAssignableFrom(type));
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }

    private static ArchRule onlyIn(String allowed, DescribedPredicate<JavaAccess<?>> access) {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(allowed)
                .should()
                .accessTargetWhere(access)
                .allowEmptyShould(false);
    }

    private static ArchRule nowhere(DescribedPredicate<JavaAccess<?>> access) {
        return noClasses().should().accessTargetWhere(access).allowEmptyShould(false);
    }

    private static Map.Entry<String, Set<String>> mayUse(String user, String... used) {
        return Map.entry(user, Set.of(used));
    }

    private static String qualified(String name) {
        return ROOT + "." + name;
    }

    private static final class EndsConnections {

        void of(SocketChannel channel, ServerSocketChannel listener, Socket socket, SelectionKey key, Closeable any)
                throws IOException {
            channel.close();
            channel.shutdownOutput();
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            listener.close();
            socket.close();
            socket.setSoLinger(true, 0);
            key.channel().close();
            any.close();
        }

        AutoCloseable later(SocketChannel channel) {
            return channel::close;
        }
    }

    private static final class ReadsClocks {

        long read() {
            return System.nanoTime()
                    + System.currentTimeMillis()
                    + Instant.now().getEpochSecond()
                    + InstantSource.system().millis();
        }
    }

    private static final class DrawsRandomNumbers {

        double draw() {
            return new Random(1).nextDouble()
                    + new SplittableRandom(1).nextDouble()
                    + ThreadLocalRandom.current().nextDouble()
                    + Math.random();
        }
    }

    private static final class Sleeps {

        void sleep() throws InterruptedException {
            Thread.sleep(1);
            TimeUnit.SECONDS.sleep(1);
        }
    }
}
