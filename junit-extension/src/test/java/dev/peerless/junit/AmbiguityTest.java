package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where several peers could be meant, the candidates are named. */
class AmbiguityTest {

    private static final String ONE = " could be the one peer without annotation of its own; put an annotation on it.";

    @Test
    void twoParametersAndAnAnnotationOfTheMethod() {
        assertThat(InnerRun.of(Parameters.class, "two").misuse())
                .isEqualTo("@PeerResets on method Parameters.two(Peer, Peer): any of parameter #1 of method "
                        + "Parameters.two(Peer, Peer) and parameter #2 of method Parameters.two(Peer, Peer)" + ONE);
    }

    @Test
    void twoOfThreeParameters() {
        assertThat(InnerRun.of(Parameters.class, "twoOfThree").misuse())
                .isEqualTo("@PeerResets on method Parameters.twoOfThree(Peer, Peer, Peer): any of parameter #1 of "
                        + "method Parameters.twoOfThree(Peer, Peer, Peer) and parameter #3 of method "
                        + "Parameters.twoOfThree(Peer, Peer, Peer)" + ONE);
    }

    static class Parameters {

        @Test
        @PeerResets
        void two(Peer one, Peer other) {}

        @Test
        @PeerResets
        void twoOfThree(Peer one, @PeerEchoes Peer declared, Peer other) {}
    }

    @Test
    void twoFieldsAndAnAnnotationOfTheClass() {
        assertThat(InnerRun.of(Fields.class).misuse())
                .isEqualTo("@PeerEchoes on class Fields: any of field Fields.one and field Fields.other" + ONE);
    }

    @PeerEchoes
    static class Fields {

        Peer one;
        Peer other;

        @Test
        void test() {}
    }

    @Test
    void twoFieldsAndAParameter() {
        assertThat(InnerRun.of(FieldsAndParameter.class).misuse())
                .isEqualTo("any of field FieldsAndParameter.one and field FieldsAndParameter.other and parameter #1 "
                        + "of method FieldsAndParameter.test(Peer)" + ONE);
    }

    @Peerless
    static class FieldsAndParameter {

        Peer one;
        Peer other;

        @Test
        void test(Peer peer) {}
    }

    @Test
    void aFieldAndTwoParameters() {
        assertThat(InnerRun.of(FieldAndParameters.class).misuse())
                .isEqualTo("any of field FieldAndParameters.field and parameter #1 of method "
                        + "FieldAndParameters.test(Peer, Peer) and parameter #2 of method "
                        + "FieldAndParameters.test(Peer, Peer)" + ONE);
    }

    @Peerless
    static class FieldAndParameters {

        Peer field;

        @Test
        void test(Peer one, Peer other) {}
    }

    @Test
    void aStaticAndAnInstanceField() {
        assertThat(InnerRun.of(StaticAndInstance.class).misuse())
                .isEqualTo("@PeerEchoes on class StaticAndInstance: any of field StaticAndInstance.shared and field "
                        + "StaticAndInstance.own" + ONE);
    }

    @PeerEchoes
    static class StaticAndInstance {

        static Peer shared;
        Peer own;

        @Test
        void test() {}
    }

    @Test
    void fieldsOfAnOuterAndAnInnerClass() {
        assertThat(InnerRun.of(Outer.class).misuse())
                .isEqualTo("@PeerEchoes on class Outer: any of field Outer.outer and field Inner.inner" + ONE);
    }

    @PeerEchoes
    static class Outer {

        Peer outer;

        @Nested
        class Inner {

            Peer inner;

            @Test
            void test() {}
        }
    }

    @Test
    void twoParametersOfBeforeAll() {
        assertThat(InnerRun.of(TwoBeforeAll.class).misuse())
                .isEqualTo("@PeerEchoes on class TwoBeforeAll: any of parameter #1 of method "
                        + "TwoBeforeAll.before(Peer, Peer) and parameter #2 of method "
                        + "TwoBeforeAll.before(Peer, Peer)" + ONE);
    }

    @PeerEchoes
    static class TwoBeforeAll {

        @BeforeAll
        static void before(Peer one, Peer other) {}

        @Test
        void test() {}
    }
}
