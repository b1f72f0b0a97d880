package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.peer.Peer;
import dev.peerless.peer.TakenPort;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PortInUseTest {

    private static void assertTaken(int port) {
        assertThatThrownBy(() -> new ServerSocket(port).close())
                .isExactlyInstanceOf(BindException.class)
                .hasMessageStartingWith("Address already in use");
    }

    private static void assertReleased(Collection<TakenPort> ports) {
        assertThat(ports).isNotEmpty().noneMatch(TakenPort::isTaken);
    }

    @Nested
    class AParameter {

        @Test
        void mayBeThePort(@PortInUse int port) {
            assertTaken(port);
        }

        @Test
        void mayBeTheAddress(@PortInUse InetSocketAddress address) {
            assertThat(address.getAddress().getHostAddress()).isEqualTo("127.0.0.1");
            assertTaken(address.getPort());
        }

        @Test
        void mayBeReleased(@PortInUse TakenPort port) throws Exception {
            assertTaken(port.port());

            port.release();

            new ServerSocket(port.port()).close();
        }

        @Test
        void hasAPortOfItsOwn(@PortInUse int one, @PortInUse int other) {
            assertThat(one).isNotEqualTo(other);
        }

        @Test
        void mayStandBesideAPeer(@PeerEchoes Peer peer, @PortInUse int port) {
            assertThat(peer.port()).isNotEqualTo(port);
            assertTaken(port);
        }

        @Test
        void mayCarryAnAnnotationThatCarriesIt(@OrderPort int port) {
            assertTaken(port);
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @PortInUse
    @interface OrderPort {}

    @Nested
    class OneTest {

        private final int ofConstructor;
        private int ofBeforeEach;

        OneTest(@PortInUse int port) {
            ofConstructor = port;
        }

        @BeforeEach
        void before(@PortInUse TakenPort port) {
            ofBeforeEach = port.port();
        }

        @Test
        void hasOnePort(@PortInUse InetSocketAddress port) {
            assertThat(port.getPort()).isEqualTo(ofBeforeEach).isEqualTo(ofConstructor);
        }
    }

    @Nested
    class AField {

        @PortInUse
        int port;

        @PortInUse
        private TakenPort other;

        @Test
        void isFilled() {
            assertTaken(port);
            assertTaken(other.port());
            assertThat(other.port()).isNotEqualTo(port);
        }

        @Nested
        class OfAnOuterClass {

            @Test
            void isFilledToo() {
                assertTaken(port);
            }
        }
    }

    @Nested
    class Ports {

        @Test
        void areFreshForEachTestAndReleasedAfterIt() {
            FreshCases.SEEN.clear();

            InnerRun.of(FreshCases.class).succeeded(3);

            assertThat(FreshCases.SEEN).hasSize(6);
            assertReleased(FreshCases.SEEN);
        }

        @Test
        void ofStaticFieldsAreTakenWhileTheClassLasts() {
            StaticCases.SEEN.clear();

            InnerRun.of(StaticCases.class).succeeded(2);

            assertThat(Set.copyOf(StaticCases.SEEN)).hasSize(1);
            assertReleased(StaticCases.SEEN);
        }

        @Test
        void ofAClassMayBeParametersBeforeAll() {
            InnerRun.of(BeforeAllCases.class).succeeded(1);

            assertReleased(List.of(BeforeAllCases.seen));
        }
    }

    static class FreshCases {

        static final Set<TakenPort> SEEN = ConcurrentHashMap.newKeySet();

        @PortInUse
        TakenPort field;

        @Test
        void one(@PortInUse TakenPort port) {
            SEEN.add(port);
        }

        @Test
        void two(@PortInUse TakenPort port) {
            SEEN.add(port);
        }

        @Test
        void three(@PortInUse TakenPort port) {
            SEEN.add(port);
        }

        @AfterEach
        void after(@PortInUse int port) {
            assertTaken(port);
            assertTaken(field.port());
            SEEN.add(field);
        }
    }

    static class StaticCases {

        static final Queue<TakenPort> SEEN = new ConcurrentLinkedQueue<>();

        @PortInUse
        static TakenPort port;

        @Test
        void one() {
            assertTaken(port.port());
            SEEN.add(port);
        }

        @Test
        void two() {
            assertTaken(port.port());
            SEEN.add(port);
        }
    }

    static class BeforeAllCases {

        static TakenPort seen;

        @BeforeAll
        static void before(@PortInUse TakenPort port) {
            seen = port;
        }

        @Test
        void test() {
            assertTaken(seen.port());
        }
    }

    @Nested
    class Misuse {

        @Test
        void aParameterMustBeOfATypeThatHoldsAPort() {
            assertThat(InnerRun.of(MisuseCases.class, "peer").misuse())
                    .isEqualTo(
                            "@PortInUse on parameter #1 of method MisuseCases.peer(Peer): the type is Peer, but must be "
                                    + "int, InetSocketAddress or TakenPort.");
            assertThat(InnerRun.of(MisuseCases.class, "boxed").misuse())
                    .isEqualTo(
                            "@PortInUse on parameter #1 of method MisuseCases.boxed(Integer): the type is Integer, but "
                                    + "must be int, InetSocketAddress or TakenPort.");
        }

        @Test
        void aFieldMustBeOfATypeThatHoldsAPort() {
            assertThat(InnerRun.of(StringField.class).misuse())
                    .isEqualTo("@PortInUse on field StringField.port: the type is String, but must be int, "
                            + "InetSocketAddress or TakenPort.");
        }

        @Test
        void aFieldMustNotBeFinal() {
            assertThat(InnerRun.of(FinalField.class).misuse())
                    .isEqualTo("@PortInUse on field FinalField.port: the field is final, but must take a new port for "
                            + "each test; take it as a parameter of the constructor instead, in Kotlin with "
                            + "@param:PortInUse.");
        }

        @Test
        void aStaticFieldMustNotBeFinal() {
            assertThat(InnerRun.of(StaticFinalField.class).misuse())
                    .isEqualTo(
                            "@PortInUse on field StaticFinalField.PORT: the field is final, but must take a new port "
                                    + "for each class.");
        }
    }

    static class MisuseCases {

        @Test
        void peer(@PortInUse Peer port) {}

        @Test
        void boxed(@PortInUse Integer port) {}
    }

    static class StringField {

        @PortInUse
        String port;

        @Test
        void test() {}
    }

    static class FinalField {

        @PortInUse
        final TakenPort port = null;

        @Test
        void test() {}
    }

    static class StaticFinalField {

        @PortInUse
        static final TakenPort PORT = null;

        @Test
        void test() {}
    }
}
