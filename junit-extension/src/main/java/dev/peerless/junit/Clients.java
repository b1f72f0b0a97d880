package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * A client peer that makes so many connections each time it dials, all alike. With nothing else it behaves well.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(ClientsPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Clients {

    /**
     * How many connections.
     *
     * @return at least 1
     */
    int count() default 1;
}
