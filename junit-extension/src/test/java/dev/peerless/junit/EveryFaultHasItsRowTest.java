package dev.peerless.junit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.plan.Tls;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guide has a row for every annotation that makes something go wrong, and each row is proven by the tests of its
 * table. The annotations are found, not listed.
 */
class EveryFaultHasItsRowTest {

    private static final Pattern ANNOTATION = Pattern.compile("@(\\w+)");

    /** Who a peer is; {@link #theyMakeNothingGoWrong} sees to it that nobody else gets in. */
    private static final Set<Class<? extends Annotation>> ROLES = Set.of(
            Clients.class,
            PeerAnswersHeartbeats.class,
            PeerAnswersHttp.class,
            PeerEchoes.class,
            PeerGreets.class,
            PeerListensOn.class,
            PeerRelays.class,
            PeerSendsHeartbeats.class,
            PeerSpeaks.class);

    private static Set<String> rows() {
        return Stream.of(
                        GuideTable.rows("| annotation | plan | wire | read |"),
                        GuideTable.rows("| annotation | plan | wire | connect |"),
                        GuideTable.rows("| annotation | plan | wire | bind |"),
                        GuideTable.rows("| annotation | plan | wire | handshake |"))
                .flatMap(List::stream)
                .map(cells -> cells.get(1))
                .flatMap(cell -> ANNOTATION.matcher(cell).results().map(EveryFaultHasItsRowTest::name))
                .collect(toSet());
    }

    private static String name(MatchResult match) {
        return match.group(1);
    }

    @Test
    void everyAnnotationHasOneUnlessItSaysWhoAPeerIs() {
        var names = OurAnnotations.all().stream()
                .filter(type -> !ROLES.contains(type) && mayStageSomething(type))
                .map(Class::getSimpleName)
                .toList();

        assertThat(names).contains("PeerResets", "ClientStops", "PortInUse");
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(names);
    }

    /** The extension of peers stages what is planned, so one that has no planner has to bring an extension of its own. */
    private static boolean mayStageSomething(Class<? extends Annotation> type) {
        return type.isAnnotationPresent(PlannedBy.class)
                || !List.of(type.getAnnotation(ExtendWith.class).value()).equals(List.of(PeerlessExtension.class));
    }

    static Stream<Class<? extends Annotation>> roles() {
        return ROLES.stream().sorted(Comparator.comparing(Class::getName));
    }

    @ParameterizedTest
    @MethodSource("roles")
    void theyMakeNothingGoWrong(Class<? extends Annotation> type) {
        var declaration = new Declaration(OurAnnotations.use(type, OurAnnotations.right(type)), "here");
        var plan = Declarations.plan(List.of(new Declarations("here", List.of(declaration))), type == Clients.class);

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.tls()).isEqualTo(Optional.<Tls>empty());
    }
}
