package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.TlsCertificate;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annotations that cannot stand together, or name classes that cannot be used. */
class RoleMisuseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "twoConversations   | @PeerAnswersHttp on parameter #1 of method Cases.twoConversations(Peer): a peer "
                        + "has one role, but this one echoes already and is told that it answers HTTP 200.",
                "echoingRelay       | @PeerRelays on parameter #1 of method Cases.echoingRelay(Peer): a peer has one "
                        + "role, but this one echoes already and is told that it relays to 127.0.0.1:5432.",
                "greetingRelay      | @PeerGreets(\"hi\") @PeerRelays(to = \"127.0.0.1:5432\") on parameter #1 of "
                        + "method Cases.greetingRelay(Peer): a relay says what its upstream says, but this one is to "
                        + "greet with \"hi\".",
                "encryptingRelay    | @PeerSpeaksTls @PeerRelays(to = \"127.0.0.1:5432\") on parameter #1 of method "
                        + "Cases.encryptingRelay(Peer): a relay passes on the TLS of its upstream, but this one, which "
                        + "relays to 127.0.0.1:5432, is told that it itself speaks TLS.",
                "beatingRelay       | @PeerSendsHeartbeats(every = \"1s\", message = \"PING\") @PeerRelays(to = "
                        + "\"127.0.0.1:5432\") on parameter #1 of method Cases.beatingRelay(Peer): a relay passes on "
                        + "the heartbeats of both sides, but this one sends heartbeats \"PING\" every 1 s itself.",
                "encryptingTwice    | @PeerSpeaksTls on parameter #1 of method Cases.encryptingTwice(Peer): a peer "
                        + "speaks TLS in one way, but this one speaks TLS with an expired certificate already and is "
                        + "told that it speaks TLS.",
                "refusingTwice      | @PeerRefuses @PeerRefuses(lasting = \"1s\") on parameter #1 of method Cases.refusingTwice(Peer): a peer "
                        + "takes connects in one way at a time, but @PeerRefuses and @PeerRefuses(lasting = \"1s\") are "
                        + "two.",
                "needsArguments     | @PeerSpeaks on parameter #1 of method Cases.needsArguments(Peer): value = "
                        + "NeedsArguments.class, but must be a class with a constructor without parameters.",
                "innerClass         | @PeerSpeaks on parameter #1 of method Cases.innerClass(Peer): value = "
                        + "Inner.class, but must be a static class: an inner one needs an instance of RoleMisuseTest.",
                "abstractClass      | @PeerSpeaks on parameter #1 of method Cases.abstractClass(Peer): value = "
                        + "Conversation.class, but must be a class with a constructor without parameters.",
                "plannerForAnother  | @Misplanned on parameter #1 of method Cases.plannerForAnother(Peer): its planner "
                        + "dev.peerless.junit.ResetsPlanner is for another annotation.",
                "plannerOfArguments | @PlannedByArguments on parameter #1 of method Cases.plannerOfArguments(Peer): its "
                        + "planner dev.peerless.junit.RoleMisuseTest$PlannerOfArguments needs a constructor without "
                        + "parameters.",
                "throwing           | @PeerSpeaks on parameter #1 of method Cases.throwing(Peer): value = "
                        + "Throwing.class, but its constructor threw java.lang.IllegalStateException: on purpose.",
            })
    void isToldByItsPlace(String method, String message) {
        assertThat(InnerRun.of(Cases.class, method).misuse()).isEqualTo(message);
    }

    @Test
    void theReasonWhyAClassCannotBeUsedIsKept() {
        assertThat(InnerRun.of(Cases.class, "throwing").failure())
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Cases {

        @Test
        void twoConversations(@PeerEchoes @PeerAnswersHttp Peer peer) {}

        @Test
        void echoingRelay(@PeerEchoes @PeerRelays(to = "127.0.0.1:5432") Peer peer) {}

        @Test
        void greetingRelay(@PeerGreets("hi") @PeerRelays(to = "127.0.0.1:5432") Peer peer) {}

        @Test
        void encryptingRelay(@PeerSpeaksTls @PeerRelays(to = "127.0.0.1:5432") Peer peer) {}

        @Test
        void beatingRelay(
                @PeerSendsHeartbeats(every = "1s", message = "PING") @PeerRelays(to = "127.0.0.1:5432") Peer peer) {}

        @Test
        void encryptingTwice(@AlsoExpired @PeerSpeaksTls Peer peer) {}

        @Test
        void refusingTwice(@PeerRefuses @AlsoClosed Peer peer) {}

        @Test
        void needsArguments(@PeerSpeaks(NeedsArguments.class) Peer peer) {}

        @Test
        void innerClass(@PeerSpeaks(Inner.class) Peer peer) {}

        @Test
        void abstractClass(@PeerSpeaks(Conversation.class) Peer peer) {}

        @Test
        void throwing(@PeerSpeaks(Throwing.class) Peer peer) {}

        @Test
        void plannerForAnother(@Misplanned Peer peer) {}

        @Test
        void plannerOfArguments(@PlannedByArguments Peer peer) {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @PeerRefuses(lasting = "1s")
    @interface AlsoClosed {}

    @Retention(RetentionPolicy.RUNTIME)
    @PeerSpeaksTls(certificate = TlsCertificate.EXPIRED)
    @interface AlsoExpired {}

    private static class Silent implements Conversation {

        @Override
        public Dialogue begin() {
            return (bytes, replies) -> {};
        }
    }

    private static final class NeedsArguments extends Silent {

        NeedsArguments(String orders) {
            assertThat(orders).isNotNull();
        }
    }

    private final class Inner extends Silent {}

    private static final class Throwing extends Silent {

        Throwing() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @PlannedBy(ResetsPlanner.class)
    @interface Misplanned {}

    @Retention(RetentionPolicy.RUNTIME)
    @PlannedBy(PlannerOfArguments.class)
    @interface PlannedByArguments {}

    static final class PlannerOfArguments implements AnnotationPlanner<PlannedByArguments> {

        PlannerOfArguments(String orders) {
            assertThat(orders).isNotNull();
        }

        @Override
        public void plan(PlannedByArguments annotation, Declaration declaration, PeerPlan.Builder plan) {}
    }
}
