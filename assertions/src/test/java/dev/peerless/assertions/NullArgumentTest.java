package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.peerless.peer.Peer;
import dev.peerless.wire.Bytes;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Null for what an assertion needs to know is refused before it waits for anything, and the error says which method got it.
 * Null for what it is about is another matter, see {@link NullTest}.
 */
class NullArgumentTest {

    private static final Duration MOMENT = Duration.ofMillis(1);

    /** Nobody connects to it, so whatever waits fails otherwise than by refusing null. */
    private static final Peer PEER = Peer.plan().listen();

    private static final ConnectionAssert CONNECTION =
            PeerlessAssertions.assertThatConnection(PEER).within(MOMENT);
    private static final ConnectionsAssert CONNECTIONS =
            PeerlessAssertions.assertThatConnections(PEER).within(MOMENT);

    /** There is none, as an open one hears other tests. */
    private static final LogAssert LOG = PeerlessAssertions.assertThatLog(null);

    /** Something good for every parameter that is not null, and for every receiver. */
    private static final List<Object> GOOD = List.of(
            CONNECTION,
            CONNECTION.receivedData(),
            new HeartbeatsAssert(CONNECTION, PEER.connection(1), new AnyTraffic(), null),
            CONNECTIONS,
            CONNECTIONS.attempts(3),
            PeerlessAssertions.assertThatConnection(new Socket()),
            PeerlessAssertions.assertThatNetworkFailure(new SocketException("Connection reset")),
            PeerlessAssertions.assertThatCall((Callable<String>) NullArgumentTest::mustNotBeCalled),
            LOG,
            LOG.hasAtMost(1),
            PEER,
            new AnyTraffic(),
            Recovery.ANY,
            InstanceOfAssertFactories.STRING,
            Bytes.utf8("x"),
            "x",
            Pattern.compile("x"),
            MOMENT,
            (Consumer<Bytes>) any -> {},
            (Predicate<Bytes>) any -> true,
            (ToIntFunction<Bytes>) any -> 1,
            2,
            2L,
            2.0);

    private static String mustNotBeCalled() {
        throw new AssertionError("the call was made");
    }

    @AfterAll
    static void close() {
        PEER.close();
    }

    static Stream<Refusal> refusals() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(PeerlessAssertions.class.getPackageName())
                        .stream()
                        .map(JavaClass::reflect)
                        .filter(NullArgumentTest::isPublished)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(NullArgumentTest::isOurs)
                        .flatMap(method -> IntStream.range(0, method.getParameterCount())
                                .boxed()
                                .flatMap(at -> nulls(method.getParameterTypes()[at])
                                        .map(without -> new Refusal(method, at, without))));
    }

    private static boolean isPublished(Class<?> type) {
        var outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers())
                && (outer != null ? isPublished(outer) : type.isAnnotationPresent(API.class));
    }

    /** What users implement is theirs, and what begins assertions takes null. */
    private static boolean isOurs(Method method) {
        int modifiers = method.getModifiers();
        return Modifier.isPublic(modifiers)
                && !Modifier.isAbstract(modifiers)
                && !method.isSynthetic()
                && !method.getName().matches("(assertThat|then)[A-Z]\\w*")
                && !SoftAssertionsProvider.class.isAssignableFrom(method.getDeclaringClass());
    }

    /** None, or several of which one is null. */
    private static Stream<@Nullable Object> nulls(Class<?> type) {
        if (type.isPrimitive()) {
            return Stream.empty();
        } else if (!type.isArray() || type.getComponentType().isPrimitive()) {
            return Stream.of((Object) null);
        }
        var several = Array.newInstance(type.getComponentType(), 2);
        Array.set(several, 0, Refusal.good(type.getComponentType()));
        return Stream.of(null, several);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedAtOnce(Refusal refusal) {
        var method = refusal.method();

        assertThat(catchThrowable(refusal::call))
                .isInstanceOf(NullPointerException.class)
                .hasMessageMatching(method.getDeclaringClass().getSimpleName() + "\\." + method.getName() + ": \\w+"
                        + (refusal.without() == null ? "" : "\\[1\\]") + " must not be null");
    }

    @Test
    void isNothingToCollect() {
        var softly = new PeerlessSoftAssertions();

        assertThatNullPointerException()
                .isThrownBy(() -> softly.assertThatConnection(PEER).received((Bytes) null))
                .withMessage("ConnectionAssert.received: bytes must not be null");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> softly.assertThatConnection(PEER).receivedData().containsInOrder("a", null))
                .withMessage("DataAssert.containsInOrder: expected[1] must not be null");
        assertThat(softly.wasSuccess()).isTrue();
    }

    record Refusal(Method method, int at, @Nullable Object without) {

        void call() throws Throwable {
            var arguments = IntStream.range(0, method.getParameterCount())
                    .mapToObj(i -> i == at ? without : good(method.getParameterTypes()[i]))
                    .toArray();
            var on = Modifier.isStatic(method.getModifiers()) ? null : good(method.getDeclaringClass());
            try {
                var unused = method.invoke(on, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private static Object good(Class<?> type) {
            if (type.isEnum()) {
                return type.getEnumConstants()[0];
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
            var types = Arrays.stream(method.getParameterTypes())
                    .map(Class::getSimpleName)
                    .toList();
            return method.getDeclaringClass().getSimpleName() + "." + method.getName() + types + " " + (at + 1)
                    + (without == null ? "" : " among several");
        }
    }
}
