package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails each test of a class, or one test, after which the code under test still holds a connection to one of the test's
 * peers. A connection is given up by a FIN or a RST of the code under test, or, after a RST of the peer, when its
 * descriptor is gone, which Linux shows of a process of the same user in the same network namespace; elsewhere a connection
 * that the peer has reset is not counted, and a WARNING in the log {@code dev.peerless.junit} says so. What a half-dead
 * client leaves behind sits in {@code CLOSE_WAIT} for ever: the failure shows it as {@code netstat -an} would. After a RST
 * that table shows nothing of it. A socket that the garbage collector has closed counts as given up.
 *
 * <p>It looks after the test and all its {@code @AfterEach} methods of the class, while the peers still live, and waits for
 * releases as long as {@link #within()} says. A test that has failed is not looked at. Peers of static fields are looked
 * at after the last test of their class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(PeerlessExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface NoLeakedConnections {

    /**
     * How long after the test the code under test may take to give its connections up.
     *
     * @return such as {@code "300ms"}, {@code "5 s"} or {@code "2m"}
     */
    String within() default "1s";
}
