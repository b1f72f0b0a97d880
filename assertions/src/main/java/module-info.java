/** AssertJ assertions about how the code under test took what its peer did. */
module dev.peerless.assertions {
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;
    requires transitive dev.peerless.junit;
    requires transitive org.assertj.core;
    requires org.apache.commons.lang3;

    exports dev.peerless.assertions;
}
