package dev.peerless.junit;

import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.peerless.fault.TlsFailure;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;

/** The annotations that a test may carry, whichever there are; and uses of them that nobody wrote down. */
final class OurAnnotations {

    /** What has to be there, so that nothing is wrong. */
    private static final Map<Class<? extends Annotation>, Map<String, Object>> RIGHT = Map.ofEntries(
            entry(FirewallIdleTimeout.class, Map.of("value", "1s")),
            entry(PeerAnswersHeartbeats.class, Map.of("received", "PING", "with", "PONG")),
            entry(PeerCorrupts.class, Map.of("flipOneIn", 1000L)),
            entry(PeerFailsTls.class, Map.of("by", TlsFailure.FIN)),
            entry(PeerGreets.class, Map.of("value", "hello")),
            entry(PeerListensOn.class, Map.of("value", "0.0.0.0")),
            entry(PeerOverloaded.class, Map.of("maxConnections", 1)),
            entry(PeerRelays.class, Map.of("to", "127.0.0.1:5432")),
            entry(PeerSendsHeartbeats.class, Map.of("every", "1s", "message", "PING")),
            entry(PeerSpeaks.class, Map.of("value", OrderTalk.class)),
            entry(SlowPeer.class, Map.of("latency", "1s")));

    private OurAnnotations() {}

    /** Something a peer can speak. */
    static final class OrderTalk implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.echo().begin();
        }
    }

    /** Gives attributes with which an annotation is used as it should. */
    static Map<String, Object> right(Class<? extends Annotation> type) {
        return RIGHT.getOrDefault(type, Map.of());
    }

    /** Gives all that are published and say something of their own, sorted by name. */
    static List<Class<? extends Annotation>> all() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(PlannedBy.class.getPackageName())
                        .stream()
                        .filter(JavaClass::isAnnotation)
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::reflect)
                        .filter(type -> type != PlannedBy.class)
                        .filter(type ->
                                type.isAnnotationPresent(PlannedBy.class) || type.isAnnotationPresent(ExtendWith.class))
                        .sorted(Comparator.comparing(Class::getSimpleName))
                        .<Class<? extends Annotation>>map(type -> type.asSubclass(Annotation.class))
                        .toList();
    }

    static Stream<Class<? extends Annotation>> planned() {
        return all().stream().filter(type -> type.isAnnotationPresent(PlannedBy.class));
    }

    static boolean has(Class<? extends Annotation> type, String attribute) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(attribute));
    }

    /** Makes an annotation as the compiler would: with these attributes, and else with the defaults. */
    static Annotation use(Class<? extends Annotation> type, Map<String, Object> attributes) {
        var values = new HashMap<String, Object>(attributes);
        for (var attribute : type.getDeclaredMethods()) {
            if (attribute.getDefaultValue() != null) {
                values.putIfAbsent(attribute.getName(), attribute.getDefaultValue());
            }
        }
        var annotation = Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "annotationType" -> type;
                    case "toString" -> "@" + type.getSimpleName() + attributes;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == Objects.requireNonNull(arguments)[0];
                    default -> Objects.requireNonNull(values.get(method.getName()), method.getName());
                });
        return type.cast(annotation);
    }
}
