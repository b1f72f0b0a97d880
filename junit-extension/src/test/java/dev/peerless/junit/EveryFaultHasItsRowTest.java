package dev.peerless.junit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.plan.Tls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The guide has a row for every annotation that makes something go wrong, and each row is proven by the tests of its
 * table. The annotations are found, not listed.
 */
class EveryFaultHasItsRowTest {

    private static final Pattern ANNOTATION = Pattern.compile("@(\\w+)");

    /** Who a peer is, and with which attributes; {@link #theyMakeNothingGoWrong} sees to it that nobody else gets in. */
    private static final Map<String, Map<String, Object>> ROLES = Map.of(
            "Clients", Map.of(),
            "PeerAnswersHttp", Map.of(),
            "PeerEchoes", Map.of(),
            "PeerGreets", Map.of("value", "hello"),
            "PeerRelays", Map.of("to", "127.0.0.1:5432"),
            "PeerSpeaks", Map.of("value", EveryAttributeMisuseTest.OrderTalk.class));

    /** Says nothing but that there is a peer. */
    private static final String PEER = Peerless.class.getSimpleName();

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
                .map(Class::getSimpleName)
                .filter(name -> !ROLES.containsKey(name) && !name.equals(PEER))
                .toList();

        assertThat(names).contains("PeerResets", "ClientStops", "PortInUse");
        assertThat(rows()).containsExactlyInAnyOrderElementsOf(names);
    }

    static Stream<String> roles() {
        return ROLES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("roles")
    void theyMakeNothingGoWrong(String name) {
        var type = OurAnnotations.planned()
                .filter(candidate -> candidate.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow();
        var declaration = new Declaration(OurAnnotations.use(type, ROLES.getOrDefault(name, Map.of())), "here");
        var plan =
                Declarations.plan(List.of(new Declarations("here", List.of(declaration))), name.startsWith("Client"));

        assertThat(plan.faults()).isEmpty();
        assertThat(plan.tls()).isEqualTo(Optional.<Tls>empty());
    }
}
