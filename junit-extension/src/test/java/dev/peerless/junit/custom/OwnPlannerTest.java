package dev.peerless.junit.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.Trigger;
import dev.peerless.junit.AnnotationPlanner;
import dev.peerless.junit.Declaration;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PlannedBy;
import dev.peerless.junit.Unset;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventConditions;
import org.junit.platform.testkit.engine.TestExecutionResultConditions;

/** Annotations with planners of their own, outside the packages of the extension: public API only. */
class OwnPlannerTest {

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.METHOD})
    @PlannedBy(PrinterPlanner.class)
    @interface Printer {

        int pages() default 3;

        String warmUp() default Unset.TEXT;

        boolean mayNotFire() default false;
    }

    private static final class PrinterPlanner implements AnnotationPlanner<Printer> {

        @Override
        public void plan(Printer annotation, Declaration declaration, PeerPlan.Builder plan) {
            if (annotation.pages() < 1) {
                throw declaration.invalid("pages", "must be at least 1");
            }
            plan.speak(Conversation.lines(line -> "printed " + line));
            plan.fault(declaration.fault(Trigger.afterReceiving(annotation.pages() * 2L), new Effect.Close()));
            declaration
                    .duration("warmUp")
                    .ifPresent(time -> plan.fault(Fault.refuse(time).labelled(declaration.label())));
        }
    }

    @Test
    void aPlannerAddsPartsOfThePlan(@Printer(pages = 2) Peer printer) throws Exception {
        assertThat(printer.settledPlan()).hasToString("answers lines; closes after receiving 4 bytes, all connections");
        try (var socket = new Socket(printer.host(), printer.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("a\nb\nc\n".getBytes(UTF_8));
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("printed a\n");
        }
        assertThat(printer.settledPlan().faults()).extracting(Fault::name).containsExactly("@Printer(pages = 2)");
    }

    @Test
    void durationsOfYourOwnAreReadAsOurs(@Printer(warmUp = "1 m", mayNotFire = true) Peer printer) {
        assertThat(printer.settledPlan().faults())
                .extracting(Fault::effect)
                .contains(new PeerEffect.Refuse(Optional.of(Duration.ofMinutes(1))));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    @Repeatable(Dies.All.class)
    @PlannedBy(DiesPlanner.class)
    public @interface Dies {

        long afterReceiving() default 5;

        String connections() default "1";

        double probability() default 1;

        boolean mayNotFire() default true;

        @Retention(RetentionPolicy.RUNTIME)
        @Target(ElementType.PARAMETER)
        @interface All {
            Dies[] value();
        }
    }

    static final class DiesPlanner implements AnnotationPlanner<Dies> {

        @Override
        public void plan(Dies annotation, Declaration declaration, PeerPlan.Builder plan) {
            plan.fault(declaration.fault(new Effect.Reset()));
        }
    }

    @Test
    void defaultsOfCommonAttributesAreTheAnnotationsOwn(@Dies Peer peer) {
        var fault = peer.settledPlan().faults().get(0);

        assertThat(fault).hasToString("resets after receiving 5 bytes, connection 1");
        assertThat(fault.mayNotFire()).isTrue();
        assertThat(fault.name()).isEqualTo("@Dies");
    }

    @Test
    void commonAttributesAreReadAsOurs(
            @Dies(afterReceiving = 7, connections = "2-3", probability = 0.5, mayNotFire = false)
                    @Dies(afterReceiving = 9)
                    Peer peer)
            throws Exception {
        assertThat(peer.settledPlan().faults())
                .extracting(Fault::toString)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("resets after receiving 7 bytes, connections 2-3, with probability 0.5"),
                        second -> assertThat(second).isEqualTo("resets after receiving 9 bytes, connection 1"));
        for (int i = 0; i < 3; i++) {
            try (var socket = new Socket(peer.host(), peer.port())) {
                socket.getOutputStream().write("1234567".getBytes(UTF_8));
            }
        }
    }

    @Test
    void planningErrorsNameTheAnnotationAndItsPlace() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(EmptyPrinterCases.class))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        EventConditions.finishedWithFailure(
                                TestExecutionResultConditions.instanceOf(ExtensionConfigurationException.class),
                                TestExecutionResultConditions.message(
                                        "@Printer on method EmptyPrinterCases.test(Peer): pages = 0, but must be at least 1.")));
    }

    static class EmptyPrinterCases {

        @Test
        @Printer(pages = 0)
        void test(Peer printer) {}
    }

    @Test
    void ownAnnotationsStandBesideOurs(@PeerEchoes @Dies(afterReceiving = 1) Peer peer) {
        assertThat(peer.settledPlan()).hasToString("echoes; resets after receiving 1 byte, connection 1");
    }
}
