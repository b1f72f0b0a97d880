package dev.peerless.plan;

import dev.peerless.wire.Bytes;

/**
 * Takes heartbeats of exactly some bytes out of what arrives. What cannot become one goes on at once; only what begins
 * like one waits until that is clear.
 */
final class ExactHeartbeats implements Dialogue {

    /** In the middle of something that is no heartbeat. */
    private static final int ELSEWHERE = -1;

    private final Bytes heartbeat;
    private final boolean isLine;
    private final HeartbeatAnswers answers;
    private final Bytes answer;
    private final Dialogue rest;
    private int matched;

    ExactHeartbeats(Bytes heartbeat, Bytes answer, int atMost, Dialogue rest) {
        this.heartbeat = heartbeat;
        this.isLine = isLine(heartbeat);
        this.answers = new HeartbeatAnswers(atMost);
        this.answer = answer;
        this.rest = rest;
    }

    private static boolean isLine(Bytes heartbeat) {
        return heartbeat.indexOf(Bytes.utf8("\n"), 0) == heartbeat.size() - 1;
    }

    @Override
    public void connected(Replies replies) {
        rest.connected(replies);
    }

    @Override
    public void received(Bytes bytes, Replies replies) {
        if (matched == ELSEWHERE && !isLine) {
            matched = 0;
        }
        int waiting = Math.max(0, matched);
        var unread = heartbeat.slice(0, waiting).plus(bytes);
        int from = 0;
        for (int i = waiting; i < unread.size(); i++) {
            match(unread.at(i));
            if (matched == heartbeat.size()) {
                passOn(unread.slice(from, i + 1 - matched), replies);
                answers.answer(answer, replies);
                matched = 0;
                from = i + 1;
            }
        }
        passOn(unread.slice(from, unread.size() - Math.max(0, matched)), replies);
    }

    private void match(byte next) {
        if (matched >= 0 && next == heartbeat.at(matched)) {
            matched++;
        } else {
            matched = isLine && next == '\n' ? 0 : ELSEWHERE;
        }
    }

    private void passOn(Bytes others, Replies replies) {
        if (!others.isEmpty()) {
            rest.received(others, replies);
        }
    }

    @Override
    public void finished(Replies replies) {
        passOn(heartbeat.slice(0, Math.max(0, matched)), replies);
        matched = ELSEWHERE;
        rest.finished(replies);
    }
}
