package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer stands before a real server and forwards both ways: bytes with back-pressure, a FIN as a FIN, a RST as a RST.
 * A server that cannot be reached shows as a RST, since the connection to the relay was accepted already.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(RelaysPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerRelays {

    /**
     * Where the server listens.
     *
     * @return {@code "host:port"}, or {@code "[address]:port"} for IPv6
     */
    String to();
}
