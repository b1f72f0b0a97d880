package dev.peerless.junit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.FirewallPreset;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Framing;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.plan.TlsProtocol;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every attribute of every annotation is given a value that is not allowed. The annotations and their attributes are
 * found, not listed, so that a new one is not forgotten: it has to be said here what is wrong for it, and that has to be
 * told.
 */
class EveryAttributeMisuseTest {

    private static final String ELEMENT = "parameter #1 of method OrderTest.places(Peer)";

    /** What goes wrong, by the name of the attribute, or of annotation and attribute where a name means several things. */
    private static final Map<String, Object> WRONG = Map.ofEntries(
            entry("after", "soon"),
            entry("afterIdle", "-1s"),
            entry("afterReceiving", 0L),
            entry("afterSending", 0L),
            entry("atMost", -1),
            entry("bytesPerSecond", -1L),
            entry("closeDelay", "soon"),
            entry("compressedBy", 0),
            entry("connections", "first"),
            entry("count", 0),
            entry("every", "500μs"),
            entry("flipOneIn", 0L),
            entry("framing", new Framing[] {Framing.MQTT, Framing.AMQP}),
            entry("garbageBytes", 0L),
            entry("jitter", "soon"),
            entry("lasting", "0ms"),
            entry("latency", "soon"),
            entry("maxConnections", 0),
            entry("message", ""),
            entry("probability", 1.5),
            entry("received", ""),
            entry("restartsAfter", "soon"),
            entry("seed", 7L),
            entry("sliceBytes", 0L),
            entry("sliceDelay", "soon"),
            entry("whenReceived", "hex: 0"),
            entry("whenReceivedAfterIdle", "soon"),
            entry("with", "hex: 0"),
            entry("FirewallIdleTimeout.action", new FirewallAction[] {FirewallAction.DROP, FirewallAction.DROP}),
            entry("FirewallIdleTimeout.preset", new FirewallPreset[] {FirewallPreset.ENVOY, FirewallPreset.ENVOY}),
            entry("FirewallIdleTimeout.value", "forever"),
            entry("PeerAnswersHttp.headers", new String[] {"nothing"}),
            entry("PeerAnswersHttp.status", 99),
            entry("PeerGreets.value", ""),
            entry("PeerListensOn.value", "localhost"),
            entry("PeerRelays.to", "nowhere"),
            entry("PeerSpeaks.value", Conversation.class),
            entry("protocols", new TlsProtocol[0]));

    /** What can be no mistake, and why. */
    private static final Set<String> NEVER_WRONG = Set.of(
            // Any text is one.
            "PeerAnswersHttp.body",
            // There is chance in it without a probability.
            "PeerCorrupts.seed");

    /** An attribute of an annotation. */
    record Case(Class<? extends Annotation> type, Method attribute) {

        String name() {
            return attribute.getName();
        }

        String fullName() {
            return type.getSimpleName() + "." + name();
        }

        Object wrong() {
            return WRONG.getOrDefault(fullName(), WRONG.getOrDefault(name(), ""));
        }

        @Override
        public String toString() {
            return fullName();
        }
    }

    static Stream<Case> attributes() {
        return OurAnnotations.planned()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).map(method -> new Case(type, method)))
                // The compiler takes no wrong ones.
                .filter(one -> one.attribute().getReturnType() != boolean.class
                        && !one.attribute().getReturnType().isEnum())
                .filter(one -> !NEVER_WRONG.contains(one.fullName()));
    }

    private static Declaration declaration(Class<? extends Annotation> type, Map<String, Object> attributes) {
        return new Declaration(OurAnnotations.use(type, attributes), ELEMENT);
    }

    private static PeerPlan plan(Declaration declaration) {
        var declarations = new Declarations(ELEMENT, List.of(declaration));
        boolean dials = declarations
                .parts()
                .role()
                .filter(Role.Client.class::isInstance)
                .isPresent();
        return Declarations.plan(List.of(declarations), dials);
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void aWrongValueIsToldWithElementAnnotationAttributeValueAndWhatIsAllowed(Case one) {
        var attributes = new HashMap<>(OurAnnotations.right(one.type()));
        attributes.put(one.name(), one.wrong());
        var declaration = declaration(one.type(), attributes);
        var written = new Attributes(declaration.annotation()).text(one.name());

        assertThatThrownBy(() -> plan(declaration))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageMatching("(?s)\\Q@" + one.type().getSimpleName() + " on " + ELEMENT + ": " + written
                        + ", but \\E(must|has a meaning only) .+\\.");
    }

    /** Or the test above would prove nothing. */
    @ParameterizedTest
    @MethodSource("dev.peerless.junit.OurAnnotations#planned")
    void whatStandsBesideTheWrongValueIsRight(Class<? extends Annotation> type) {
        assertThat(plan(declaration(type, OurAnnotations.right(type)))).isNotNull();
    }

    @Test
    void theAnnotationsAreFound() {
        assertThat(OurAnnotations.all()).contains(PeerResets.class, ClientStops.class, PortInUse.class);
        assertThat(attributes().map(Case::fullName)).contains("PeerResets.afterReceiving", "NetworkCut.lasting");
    }

    @Test
    void nothingIsCalledWrongThatIsNotThere() {
        var names = OurAnnotations.planned()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).map(method -> new Case(type, method)))
                .map(Case::fullName)
                .toList();

        assertThat(names).containsAll(NEVER_WRONG);
        assertThat(names)
                .containsAll(WRONG.keySet().stream()
                        .filter(name -> name.contains("."))
                        .toList());
    }

    /** It has no attributes, so it can only stand in the wrong place. */
    @Test
    void aPortInUseIsToldByItsPlace() throws Exception {
        var parameter = EveryAttributeMisuseTest.class.getDeclaredMethod("wantsPort", String.class)
                .getParameters()[0];

        assertThatThrownBy(() -> PortPlace.of(parameter))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@PortInUse on parameter #1 of method EveryAttributeMisuseTest.wantsPort(String): the type is"
                                + " String, but must be int, InetSocketAddress or TakenPort.");
    }

    @SuppressWarnings("unused") // looked at by the test above
    private static void wantsPort(@PortInUse String port) {}
}
