package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Connects go unanswered, and the code under test runs into its connect timeout. Linux only: elsewhere, or where a probe is
 * answered after all, the test is aborted with the reason. Ignored attempts leave no trace that a peer could see, so nothing
 * tells whether any were made. See {@link dev.peerless.fault.PeerEffect.IgnoreConnects}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(IgnoresConnectsPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerIgnoresConnects {

    /**
     * How long connects go unanswered, from the moment the peer exists. An attempt that waits then is answered when its
     * kernel sends the SYN again: 1, 2, 3, 4, 5, 7 s and so on after the first; before Linux 6.5, after 1, 3, 7 s and so on.
     *
     * @return a duration like {@code "300ms"}; without one it lasts until {@link dev.peerless.peer.Peer#listenAgain()}; {@link Unset#TEXT} stands for none
     */
    String lasting() default Unset.TEXT;
}
