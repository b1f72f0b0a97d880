package dev.peerless;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Connections;
import dev.peerless.fault.Corruption;
import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Shaping;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Heartbeating;
import dev.peerless.plan.HttpAnswer;
import dev.peerless.plan.HttpRequest;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.plan.Tls;
import dev.peerless.simulated.Call;
import dev.peerless.simulated.Simulated;
import dev.peerless.transcript.TerminalForm;
import dev.peerless.wire.Bytes;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever begins something, or goes on to build it, refuses null at once and says which method got it, and for what. */
class NoNullsTest {

    private static final Peer PEER = Peer.plan().listen();
    private static final ClientPeer CLIENT = ClientPeer.plan().create();

    /** Something good for every parameter that is not null, and for every receiver. */
    private static final List<Object> GOOD = List.of(
            PEER,
            CLIENT,
            Peer.plan(),
            ClientPeer.plan(),
            PEER.connection(1),
            PeerPlan.builder(),
            PeerPlan.builder().dial().build(),
            PEER.transcript(),
            Trigger.onConnect(),
            new Effect.Reset(),
            Fault.reset(Trigger.onConnect()),
            Shaping.none().withLatency(Duration.ofMillis(1)),
            Corruption.flips(8),
            Connections.ALL,
            Conversation.echo(),
            HttpAnswer.ok("x"),
            HttpRequest.get("/"),
            Tls.wellBehaved(),
            Heartbeating.sending("x", Duration.ofSeconds(1)),
            Heartbeating.answering("x", "y"),
            Simulated.failure(NetworkFailure.CONNECTION_RESET),
            Call.READ,
            NetworkFailure.CONNECTION_RESET,
            TerminalForm.PLAIN,
            Bytes.utf8("x"),
            "1",
            Duration.ofSeconds(1),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
            InetAddress.getLoopbackAddress(),
            URI.create("http://127.0.0.1:1/"),
            ByteBuffer.allocate(1),
            Optional.empty(),
            OptionalLong.empty(),
            new Role.Stub(Conversation.echo(), Optional.empty()),
            true,
            List.of(),
            Map.of(),
            new Exception(),
            (Function<Object, @Nullable Object>) any -> null,
            (ToIntFunction<Object>) any -> 0,
            1,
            1L,
            1.0);

    @AfterAll
    static void close() {
        PEER.close();
        CLIENT.close();
    }

    static Stream<Refusal> refusals() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.peerless").stream()
                        .filter(resideInAnyPackage(
                                "dev.peerless.failure",
                                "dev.peerless.fault",
                                "dev.peerless.peer",
                                "dev.peerless.plan",
                                "dev.peerless.simulated",
                                "dev.peerless.wire"))
                        .map(imported -> imported.reflect())
                        .filter(NoNullsTest::isPublished)
                        .flatMap(type -> Stream.<Executable>concat(
                                Arrays.stream(type.getDeclaredMethods()).filter(NoNullsTest::beginsOrBuilds),
                                Arrays.stream(type.getConstructors()).filter(NoNullsTest::isNoneOfAFailure)))
                        .flatMap(method -> IntStream.range(0, method.getParameterCount())
                                .filter(at -> isToBeThere(method, at))
                                .mapToObj(at -> new Refusal(method, at)));
    }

    private static boolean isPublished(Class<?> type) {
        var outer = type.getDeclaringClass();
        var api = type.getAnnotation(API.class);
        return Modifier.isPublic(type.getModifiers())
                && (outer != null ? isPublished(outer) : api != null && api.status() != API.Status.INTERNAL);
    }

    private static boolean beginsOrBuilds(Method method) {
        boolean isOurs = Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
        boolean isNoneOfAnEnum =
                !(method.getDeclaringClass().isEnum() && method.getName().equals("valueOf"));
        var type = method.getDeclaringClass();
        return isOurs
                && isNoneOfAnEnum
                && (Modifier.isStatic(method.getModifiers())
                        || method.getReturnType() == type
                        || type == HttpRequest.class && !method.getName().equals("equals")
                        || type.getPackageName().equals("dev.peerless.peer")
                                && !method.getName().equals("equals"));
    }

    /** A failure whose parts are missing is one still, and must not be replaced by another. */
    private static boolean isNoneOfAFailure(Constructor<?> constructor) {
        return !Throwable.class.isAssignableFrom(constructor.getDeclaringClass());
    }

    private static boolean isToBeThere(Executable method, int at) {
        return !method.getParameterTypes()[at].isPrimitive()
                && !method.getAnnotatedParameterTypes()[at].isAnnotationPresent(Nullable.class);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedAtOnce(Refusal refusal) {
        var thrown = catchThrowable(refusal::callWithNull);

        assertThat(thrown).isInstanceOf(NullPointerException.class);
        assertThat(thrown.getMessage()).matches("(new )?\\w+(\\.\\w+)?: [\\w ]+(\\[\\d+\\])? must not be null");
    }

    record Refusal(Executable method, int at) {

        void callWithNull() throws Throwable {
            var arguments = IntStream.range(0, method.getParameterCount())
                    .mapToObj(i -> i == at ? null : good(method.getParameterTypes()[i]))
                    .toArray();
            try {
                var unused = method instanceof Method called
                        ? called.invoke(
                                Modifier.isStatic(called.getModifiers()) ? null : good(called.getDeclaringClass()),
                                arguments)
                        : ((Constructor<?>) method).newInstance(arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private static Object good(Class<?> type) {
            if (type.isEnum()) {
                return type.getEnumConstants()[0];
            } else if (type.isArray()) {
                return Array.newInstance(type.getComponentType(), 0);
            }
            var boxed = type.isPrimitive()
                    ? Array.get(Array.newInstance(type, 1), 0).getClass()
                    : type;
            return GOOD.stream()
                    .filter(boxed::isInstance)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing is known that is a " + type));
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName() + " "
                    + Arrays.stream(method.getParameterTypes())
                            .map(Class::getSimpleName)
                            .toList()
                    + " " + (at + 1);
        }
    }
}
