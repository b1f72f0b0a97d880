package dev.peerless.assertions;

import java.net.Socket;

/** How far the code under test has closed a socket. */
enum SocketState {
    NOT_CONNECTED("it is not connected"),
    OPEN("it is open"),
    HALF_CLOSED("it is half-closed"),
    CLOSED("it is closed");

    private final String text;

    SocketState(String text) {
        this.text = text;
    }

    static SocketState of(Socket socket) {
        if (socket.isClosed() || (socket.isInputShutdown() && socket.isOutputShutdown())) {
            return CLOSED;
        } else if (!socket.isConnected()) {
            return NOT_CONNECTED;
        }
        return socket.isInputShutdown() || socket.isOutputShutdown() ? HALF_CLOSED : OPEN;
    }

    @Override
    public String toString() {
        return text;
    }
}
