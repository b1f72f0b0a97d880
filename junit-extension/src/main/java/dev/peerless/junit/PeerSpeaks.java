package dev.peerless.junit;

import dev.peerless.plan.Conversation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer is a stub that speaks a conversation of your own.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(SpeaksPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerSpeaks {

    /**
     * The conversation; it needs a constructor without parameters, and so must be static if it stands in another class.
     *
     * @return its class
     */
    Class<? extends Conversation> value();
}
