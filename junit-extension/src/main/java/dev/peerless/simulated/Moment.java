package dev.peerless.simulated;

import java.util.Set;

/**
 * When something is to happen.
 *
 * @param call at which call
 * @param occurrence at which of these calls, from 1
 * @param socket on which socket of its factory, in order of creation from 1; 0 for every one
 */
record Moment(Call call, int occurrence, int socket) {

    private static final int EVERY = 0;

    Moment(Call call) {
        this(call, 1);
    }

    Moment(Call call, int occurrence) {
        this(call, occurrence, EVERY);
    }

    Moment {
        if (occurrence < 1) {
            throw new IllegalArgumentException("calls are counted from 1, but was " + occurrence);
        }
    }

    Moment onSocket(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("sockets are counted from 1, but was " + number);
        }
        return new Moment(call, occurrence, number);
    }

    void requireOneOf(Set<Call> possible, String whose) {
        if (!possible.contains(call)) {
            throw new IllegalArgumentException(
                    whose + " does " + possible.stream().sorted().toList() + ", but " + call + " was chosen");
        }
    }

    boolean concerns(int number) {
        return socket == EVERY || socket == number;
    }

    @Override
    public String toString() {
        return call + " " + occurrence + " of " + (socket == EVERY ? "every socket" : "socket " + socket);
    }
}
