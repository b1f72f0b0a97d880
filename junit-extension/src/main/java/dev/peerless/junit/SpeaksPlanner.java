package dev.peerless.junit;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;

final class SpeaksPlanner implements AnnotationPlanner<PeerSpeaks> {

    @Override
    public void plan(PeerSpeaks annotation, Declaration declaration, PeerPlan.Builder plan) {
        plan.speak(instance(annotation.value(), declaration));
    }

    private static Conversation instance(Class<? extends Conversation> type, Declaration declaration) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true); // conversations nested in test classes need not be public
            return constructor.newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            var problem = declaration.invalid("value", "must be a class with a constructor without parameters");
            problem.addSuppressed(e);
            throw problem;
        }
    }
}
