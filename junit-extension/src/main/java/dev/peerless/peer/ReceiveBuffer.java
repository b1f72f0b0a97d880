package dev.peerless.peer;

/** How much a kernel is asked to take ahead of a peer: to leave that to the system, nothing is said. */
final class ReceiveBuffer {

    private ReceiveBuffer() {}

    static int atLeastOneByte(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a receive buffer has at least 1 byte, but was to have " + bytes);
        }
        return bytes;
    }
}
