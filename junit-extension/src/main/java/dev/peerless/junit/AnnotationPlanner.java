package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import java.lang.annotation.Annotation;
import org.apiguardian.api.API;

/**
 * Turns one annotation into parts of a plan. Runs before any socket opens.
 *
 * @param <A> the annotation
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface AnnotationPlanner<A extends Annotation> {

    /**
     * Adds what the annotation says.
     *
     * @param annotation the annotation
     * @param declaration the same with the place where it stands: reads common attributes and words errors
     * @param plan takes the parts
     */
    void plan(A annotation, Declaration declaration, PeerPlan.Builder plan);
}
