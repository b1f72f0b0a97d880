/** Peers that misbehave on purpose, and the JUnit extension that puts them into a test. */
module dev.peerless.junit {
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires static org.junit.platform.launcher;
    requires org.apache.commons.lang3;

    exports dev.peerless.failure;
    exports dev.peerless.fault;
    exports dev.peerless.junit;
    exports dev.peerless.peer;
    exports dev.peerless.plan;
    exports dev.peerless.simulated;
    exports dev.peerless.transcript;
    exports dev.peerless.wire;

    // The extension and the planners are not public; JUnit makes them.
    opens dev.peerless.junit to
            org.junit.platform.commons;
}
