package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A port on loopback that is really taken: a server under test that binds it gets <em>Address already in use</em>. See
 * {@link dev.peerless.peer.TakenPort} for which binds fail.
 *
 * <p>Stands on a parameter or field of type {@code int} (the port), {@code InetSocketAddress} (127.0.0.1 and the port) or
 * {@code TakenPort} (which the test can release). A parameter or instance field has a port of its own for each test, a
 * static field one for the class; it is released after the last {@code @AfterEach} or {@code @AfterAll}. The first such
 * parameter of the constructor, of {@code @BeforeEach} and of the test mean the same port, and so do the second ones.
 *
 * <pre>{@code
 * @Test
 * void saysThatThePortIsTaken(@PortInUse int port) {
 *     assertThatThrownBy(() -> new OrderServer(port)).hasMessage("port " + port + " is in use");
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@ExtendWith(PortInUseExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PortInUse {}
