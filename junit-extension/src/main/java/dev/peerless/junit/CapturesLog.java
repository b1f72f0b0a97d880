package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Has a test run while no other does, since it captures what the whole JVM logs and prints, and what comes from other
 * tests could not be told apart. It locks JUnit's {@link Resources#GLOBAL}, and for those who lock just these {@link
 * Resources#SYSTEM_OUT} and {@link Resources#SYSTEM_ERR}. Without parallel execution it does nothing.
 *
 * <p>It captures nothing itself: {@code CapturedLog.start()} of {@code peerless-assertions} does.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ResourceLock(Resources.GLOBAL)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface CapturesLog {}
