package dev.peerless.junit;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.PeerPlan;
import org.junit.platform.commons.support.ReflectionSupport;

final class SpeaksPlanner implements AnnotationPlanner<PeerSpeaks> {

    @Override
    public void plan(PeerSpeaks annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.speak(Named.of(instance(annotation.value(), declaration)));
    }

    private static Conversation instance(Class<? extends Conversation> type, Declaration declaration) {
        try {
            return ReflectionSupport.newInstance(type);
        } catch (Exception e) {
            var problem = declaration.invalid(
                    "value",
                    e instanceof ReflectiveOperationException
                            ? "must be a class with a constructor without parameters"
                            : "its constructor threw " + e);
            problem.initCause(e);
            throw problem;
        }
    }

    /** A conversation that says nothing about itself goes by the name of its class. */
    private record Named(Conversation conversation, String name) implements Conversation {

        static Conversation of(Conversation conversation) {
            var type = conversation.getClass();
            var nameless = type.getName() + "@" + Integer.toHexString(conversation.hashCode());
            return conversation.toString().equals(nameless)
                    ? new Named(conversation, "speaks " + type.getSimpleName())
                    : conversation;
        }

        @Override
        public Dialogue begin() {
            return conversation.begin();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
