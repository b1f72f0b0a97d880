package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.net.Socket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is wrong with the place of an annotation is told by that place. */
class PlaceMisuseTest {

    @Nested
    class AField {

        @Test
        void mustNotBeFinal() {
            assertThat(InnerRun.of(FinalField.class).misuse())
                    .isEqualTo("@PeerResets on field FinalField.peer: the field is final, but must take a new peer "
                            + "for each test; take it as a parameter of the constructor instead, in Kotlin with "
                            + "@param:PeerResets.");
        }

        @Test
        void mustNotBeStaticAndFinal() {
            assertThat(InnerRun.of(StaticFinalField.class).misuse())
                    .isEqualTo("@PeerResets on field StaticFinalField.PEER: the field is final, but must take a new "
                            + "peer for each class.");
        }

        @Test
        void mustBeAPeer() {
            assertThat(InnerRun.of(SocketField.class).misuse())
                    .isEqualTo(
                            "@PeerResets on field SocketField.peer: the type is Socket, but must be Peer or ClientPeer.");
        }

        @Test
        void mustBeAPeerIfStatic() {
            assertThat(InnerRun.of(StaticSocketField.class).misuse())
                    .isEqualTo(
                            "@PeerResets on field StaticSocketField.peer: the type is Socket, but must be Peer or ClientPeer.");
        }
    }

    static class FinalField {

        @PeerResets
        private final Peer peer = null;

        @Test
        void test() {
            assertThat(peer).isNotNull();
        }
    }

    static class StaticFinalField {

        @PeerResets
        private static final Peer PEER = null;

        @Test
        void test() {
            assertThat(PEER).isNotNull();
        }
    }

    static class SocketField {

        @PeerResets
        Socket peer;

        @Test
        void test() {}
    }

    static class StaticSocketField {

        @PeerResets
        static Socket peer;

        @Test
        void test() {}
    }

    @Nested
    class AParameter {

        @Test
        void mustBeAPeer() {
            assertThat(InnerRun.of(Parameters.class, "socket").misuse())
                    .isEqualTo("@PeerResets on parameter #2 of method Parameters.socket(Peer, Socket): "
                            + "the type is Socket, but must be Peer or ClientPeer.");
        }

        @Test
        void mustBeAPeerInAConstructor() {
            assertThat(InnerRun.of(SocketInConstructor.class).misuse())
                    .isEqualTo("@PeerEchoes on parameter #1 of constructor SocketInConstructor(Socket): "
                            + "the type is Socket, but must be Peer or ClientPeer.");
        }

        @Test
        void mustBeAPeerInALifecycleMethod() {
            assertThat(InnerRun.of(SocketInBeforeEach.class).misuse())
                    .isEqualTo("@PeerEchoes on parameter #1 of method SocketInBeforeEach.before(Socket): "
                            + "the type is Socket, but must be Peer or ClientPeer.");
        }

        @Test
        void mustBeAPeerBeforeAll() {
            assertThat(InnerRun.of(SocketInBeforeAll.class).misuse())
                    .isEqualTo("@PeerEchoes on parameter #1 of method SocketInBeforeAll.before(Socket): "
                            + "the type is Socket, but must be Peer or ClientPeer.");
        }
    }

    static class Parameters {

        @Test
        void socket(@PeerEchoes Peer peer, @PeerResets Socket socket) {}
    }

    static class SocketInConstructor {

        SocketInConstructor(@PeerEchoes Socket socket) {}

        @Test
        void test() {}
    }

    static class SocketInBeforeEach {

        @BeforeEach
        void before(@PeerEchoes Socket socket) {}

        @Test
        void test() {}
    }

    static class SocketInBeforeAll {

        @BeforeAll
        static void before(@PeerEchoes Socket socket) {}

        @Test
        void test() {}
    }

    @Nested
    class AMethod {

        @Test
        void needsAPeerThatItsAnnotationIsFor() {
            assertThat(InnerRun.of(Methods.class, "withoutPeer").misuse())
                    .isEqualTo("@PeerResets on method Methods.withoutPeer(): it is for the one peer of this test that "
                            + "has no annotation of its own, but there is none; take one as a parameter of type Peer.");
        }

        @Test
        void needsAPeerWithoutDeclaration() {
            assertThat(InnerRun.of(Methods.class, "withDeclaredPeer").misuse())
                    .isEqualTo("@PeerResets on method Methods.withDeclaredPeer(Peer): it is for the one peer of this "
                            + "test that has no annotation of its own, but parameter #1 of method "
                            + "Methods.withDeclaredPeer(Peer) has one; put this there, too.");
            assertThat(InnerRun.of(Methods.class, "withTwoDeclared").misuse())
                    .isEqualTo(
                            "@PeerListensOn on method Methods.withTwoDeclared(Peer, Peer): it is for the one peer of "
                                    + "this test that has no annotation of its own, but parameter #1 of method "
                                    + "Methods.withTwoDeclared(Peer, Peer) and parameter #2 of method "
                                    + "Methods.withTwoDeclared(Peer, Peer) have some; put this where it is meant.");
        }

        @Test
        void cannotDescribeAPeerOfTheClass() {
            assertThat(InnerRun.of(WithStaticField.class).misuse())
                    .isEqualTo("@PeerResets on method WithStaticField.test(): the peer of field WithStaticField.shared "
                            + "lives as long as the class, but this is for one test only; "
                            + "put it on the field or the class.");
        }

        @Test
        void isReadThoughItsPeersAreFine() {
            assertThat(InnerRun.of(Methods.class, "unreadable").misuse())
                    .isEqualTo("@PeerResets on method Methods.unreadable(Peer): afterReceiving = 0, but must be a "
                            + "number of bytes from 1.");
        }
    }

    static class Methods {

        @Test
        @PeerResets
        void withoutPeer() {}

        @Test
        @PeerResets
        void withDeclaredPeer(@PeerEchoes Peer peer) {}

        @Test
        @PeerListensOn("0.0.0.0")
        void withTwoDeclared(@PeerEchoes Peer one, @PeerResets Peer other) {}

        @Test
        @PeerResets(afterReceiving = 0)
        void unreadable(@PeerEchoes Peer peer) {}
    }

    @Peerless
    static class WithStaticField {

        static Peer shared;

        @Test
        @PeerResets
        void test() {}
    }

    @Nested
    class AClass {

        @Test
        void isReadThoughNoPeerAsksForIt() {
            assertThat(InnerRun.of(UnreadableClass.class).misuse())
                    .isEqualTo("@PeerResets on class UnreadableClass: after = \"soon\", but must be a positive "
                            + "duration like \"300ms\", \"5 s\" or \"2m\".");
        }
    }

    @PeerResets(after = "soon")
    static class UnreadableClass {

        @Test
        void test() {}
    }
}
