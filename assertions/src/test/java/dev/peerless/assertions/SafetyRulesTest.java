package dev.peerless.assertions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.peerless.assertions.Accesses.DESERIALISES;
import static dev.peerless.assertions.Accesses.DIALS;
import static dev.peerless.assertions.Accesses.LISTENS;
import static dev.peerless.assertions.Accesses.REFLECTS;
import static dev.peerless.assertions.Accesses.STARTS_PROCESSES;
import static dev.peerless.assertions.Accesses.WRITES_FILES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the published classes may not do on somebody's machine, and the few that may. */
class SafetyRulesTest {

    private static final String ROOT = "dev.peerless.";

    private static final JavaClasses PUBLISHED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/test/"))
            // Of the modules that are not published, in whose runs these tests are repeated.
            .withImportOption(location -> !location.contains("/peerless/benchmarks/"))
            .withImportOption(location -> !location.contains("/peerless/samples/"))
            .importPackages("dev.peerless");

    @Test
    void theyAreThoseOfBothJars() {
        assertThat(PUBLISHED.contain("dev.peerless.assertions.PeerlessAssertions"))
                .isTrue();
        assertThat(PUBLISHED.contain("dev.peerless.peer.Peer")).isTrue();
    }

    @Test
    void nobodyMakesObjectsOfBytes() {
        check(DESERIALISES, type -> false);
    }

    /**
     * The extension looks at what the user's test declares, the switch of the assertions at a name that stands there, the
     * choice of colours at what a console of a newer JDK says of itself.
     */
    @Test
    void nobodyLooksUpClassesOrCallsMethodsByNameOutsideOfTheExtension() {
        check(
                REFLECTS,
                type -> type.getPackageName().equals(ROOT + "junit")
                        || Set.of(ROOT + "plan.ReleaseWatching", ROOT + "transcript.TerminalChoice")
                                .contains(type.getName()));
    }

    @Test
    void nobodyButTheReportWritesFiles() {
        check(WRITES_FILES, type -> type.getName().equals(ROOT + "internal.report.Pages"));
    }

    @Test
    void nobodyButTheKillerOfSocketsStartsProcesses() {
        check(STARTS_PROCESSES, type -> type.getName().equals(ROOT + "internal.os.SocketKiller"));
    }

    @Test
    void nobodyButThePortsListens() {
        check(
                LISTENS,
                type -> isSimulated(type)
                        || Set.of(
                                        // On loopback, or where the test says.
                                        ROOT + "internal.net.Port",
                                        // On loopback.
                                        ROOT + "peer.TakenPort",
                                        ROOT + "internal.os.KillTrial")
                                .contains(type.getName()));
    }

    @Test
    void nobodyDialsButWhomTheTestNamesAndItself() {
        check(
                DIALS,
                type -> isSimulated(type)
                        || Set.of(
                                        // Whom the test names.
                                        ROOT + "internal.net.PeerDialer$Dial",
                                        ROOT + "internal.net.RelayBackend",
                                        // A listener of its own.
                                        ROOT + "internal.net.FullQueue",
                                        ROOT + "internal.os.KillTrial")
                                .contains(type.getName()));
    }

    private static boolean isSimulated(JavaClass type) {
        // The code under test's own sockets, which it binds and connects itself.
        return type.getPackageName().equals(ROOT + "simulated");
    }

    private static void check(DescribedPredicate<JavaAccess<?>> access, Predicate<JavaClass> mayDoSo) {
        noClasses()
                .that(DescribedPredicate.describe("may not do so", type -> !mayDoSo.test(type)))
                .should()
                .accessTargetWhere(access)
                .allowEmptyShould(false)
                .check(PUBLISHED);
    }
}
