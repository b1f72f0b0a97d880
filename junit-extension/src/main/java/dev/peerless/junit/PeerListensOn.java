package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer listens on another address than loopback, for code under test that runs elsewhere, such as in a container. That
 * is logged as a WARNING: whoever can reach the address can use the peer. See {@link
 * dev.peerless.peer.PeerSetup#listeningOn}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(ListensOnPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerListensOn {

    /**
     * The address, literally; names are not looked up, since one may mean several.
     *
     * @return an address of this machine such as {@code "192.168.0.7"}, or {@code "0.0.0.0"} or {@code "::"} for all of them
     */
    String value();
}
