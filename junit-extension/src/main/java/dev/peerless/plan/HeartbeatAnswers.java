package dev.peerless.plan;

import dev.peerless.wire.Bytes;

/** Answers the first heartbeats of one connection, and then is mute. */
final class HeartbeatAnswers {

    private int left;

    HeartbeatAnswers(int atMost) {
        this.left = atMost;
    }

    void answer(Bytes answer, Replies replies) {
        if (left == Heartbeating.UNLIMITED) {
            replies.send(answer);
        } else if (left > 0) {
            left--;
            replies.send(answer);
        }
    }
}
