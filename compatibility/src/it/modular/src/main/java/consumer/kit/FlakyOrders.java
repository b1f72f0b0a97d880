package consumer.kit;

import dev.peerless.junit.PeerResets;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The server of orders on a bad day: it resets its first connection in the middle of an order. */
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@PeerResets(afterReceiving = 5, connections = "1")
public @interface FlakyOrders {}
