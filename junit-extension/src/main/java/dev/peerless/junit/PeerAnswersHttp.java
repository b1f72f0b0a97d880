package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer answers every HTTP/1.x request in the same way, and keeps the connection as the protocol says. See
 * {@link dev.peerless.plan.Conversation#http(dev.peerless.plan.HttpAnswer)}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(AnswersHttpPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerAnswersHttp {

    /**
     * The status.
     *
     * @return from 100 to 599
     */
    int status() default 200;

    /**
     * The headers, such as {@code "Retry-After: 1"}; {@code Content-Length} is added.
     *
     * @return a header each
     */
    String[] headers() default "Content-Type: text/plain; charset=utf-8";

    /**
     * The body.
     *
     * @return text, sent as UTF-8
     */
    String body() default "";
}
