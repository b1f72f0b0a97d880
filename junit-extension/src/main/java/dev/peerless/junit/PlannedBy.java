package dev.peerless.junit;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes an annotation describe peers: names the class that turns it into parts of a plan. All annotations of this package
 * carry it, and your own work in the same way.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@ExtendWith(PeerlessExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PlannedBy {

    /**
     * The class that reads the annotation; it needs a constructor without parameters.
     *
     * @return the planner
     */
    Class<? extends AnnotationPlanner<? extends Annotation>> value();
}
