/** AssertJ assertions about how the code under test took what its peer did. */
module dev.peerless.assertions {
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;
    requires transitive dev.peerless.junit;
    requires transitive org.assertj.core;
    requires org.apache.commons.lang3;
    // Each is heard where it is present.
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires static java.logging;
    requires static org.apache.logging.log4j;
    requires static org.apache.logging.log4j.core;
    requires static org.slf4j;

    exports dev.peerless.assertions;
}
