package dev.peerless.junit;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import java.lang.reflect.Modifier;
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
            var problem = declaration.invalid(
                    "value", e instanceof ReflectiveOperationException ? problem(type) : "its constructor threw " + e);
            problem.initCause(e);
            throw problem;
        }
    }

    private static String problem(Class<?> type) {
        boolean isInner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        return isInner
                ? "must be a static class: an inner one needs an instance of "
                        + type.getDeclaringClass().getSimpleName()
                : "must be a class with a constructor without parameters";
    }
}
