package dev.peerless.junit;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import org.junit.platform.commons.support.ReflectionSupport;

final class SpeaksPlanner implements AnnotationPlanner<PeerSpeaks> {

    @Override
    public void plan(PeerSpeaks annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.speak(instance(annotation.value(), declaration));
    }

    private static Conversation instance(Class<? extends Conversation> type, Declaration declaration) {
        try {
            return ReflectionSupport.newInstance(type);
        } catch (Exception e) {
            var problem = declaration.invalid("value", "must be a class with a constructor without parameters");
            problem.addSuppressed(e);
            throw problem;
        }
    }
}
