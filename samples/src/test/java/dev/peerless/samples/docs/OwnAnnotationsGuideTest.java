package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.fault.Trigger.afterSending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Effect;
import dev.peerless.junit.AnnotationPlanner;
import dev.peerless.junit.Declaration;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.PlannedBy;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpAnswer;
import dev.peerless.plan.PeerPlan;
import dev.peerless.samples.orders.OrderClient;
import dev.peerless.samples.orders.Placement;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.HttpURLConnection;
import org.junit.jupiter.api.Test;

class OwnAnnotationsGuideTest {

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD})
    @PeerAnswersHttp(body = "pong")
    @PeerResets(connections = "1")
    @interface FlakyBackend {}

    @Test
    void composes(@FlakyBackend Peer peer) throws IOException {
        // HttpURLConnection repeats a GET by itself when its connection was reset before an answer.
        var connection = (HttpURLConnection) peer.uri("/ping").toURL().openConnection();

        assertThat(connection.getInputStream().readAllBytes()).asString().isEqualTo("pong");
        assertThat(peer.connectionCount()).isEqualTo(2);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD})
    @PlannedBy(PageBufferPlanner.class)
    @interface PageBuffer {

        /** The size of the buffer in KiB. */
        int kibibytes() default 8;
    }

    static class PageBufferPlanner implements AnnotationPlanner<PageBuffer> {

        @Override
        public void plan(PageBuffer annotation, Declaration declaration, PeerPlan.Builder plan) {
            if (annotation.kibibytes() < 1) {
                throw declaration.invalid("kibibytes", "must be at least 1");
            }
            plan.speak(Conversation.http(HttpAnswer.ok("x".repeat(100_000))));
            plan.fault(declaration.fault(afterSending(annotation.kibibytes() * 1024L), new Effect.Close()));
        }
    }

    @Test
    void plansByItself(@PageBuffer Peer peer) throws IOException {
        var connection = (HttpURLConnection) peer.uri("/page").toURL().openConnection();

        assertThat(readQuietly(connection)).isLessThan(8 * 1024);
        assertThatConnection(peer).wasClosed();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD})
    @PlannedBy(OrderBackendPlanner.class)
    @interface OrderBackend {}

    static class OrderBackendPlanner implements AnnotationPlanner<OrderBackend> {

        @Override
        public void plan(OrderBackend annotation, Declaration declaration, PeerPlan.Builder plan) {
            plan.speak(Conversation.lines(line -> line.replaceFirst("PLACE", "OK")));
        }
    }

    @Test
    void plansNoFault(@OrderBackend @PeerResets(afterReceiving = 16, connections = "1") Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            assertThat(client.place("order-1")).isEqualTo(Placement.UNKNOWN);
            assertThat(client.place("order-2")).isEqualTo(Placement.ACCEPTED);
        }
    }

    private static int readQuietly(HttpURLConnection connection) throws IOException {
        int count = 0;
        try (var body = connection.getInputStream()) {
            while (body.read() >= 0) {
                count++;
            }
        } catch (IOException cut) {
            return count;
        }
        return count;
    }
}
