/** A test kit of one's own upon Peerless. */
module consumer.kit {
    requires transitive dev.peerless.assertions;

    exports consumer.kit;
}
