package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.ArrayList;
import java.util.List;

/** Takes what a dialogue says and shows it as one stream, in which {@link #FIN} stands for the FIN. */
final class Said implements Replies {

    static final String FIN = "[FIN]";

    private final StringBuilder stream = new StringBuilder();
    private final Dialogue dialogue;

    Said(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** Begins a dialogue of this conversation. */
    static Said on(Conversation conversation) {
        var said = new Said(conversation.begin());
        said.dialogue.connected(said);
        return said;
    }

    /** Lets these pieces arrive, each by a read of its own. */
    Said hearing(String... pieces) {
        for (var piece : pieces) {
            hear(Bytes.utf8(piece));
        }
        return this;
    }

    void hear(Bytes piece) {
        dialogue.received(piece, this);
    }

    /** Lets the FIN of the code under test arrive. */
    Said hearingFin() {
        dialogue.finished(this);
        return this;
    }

    @Override
    public void send(Bytes bytes) {
        stream.append(bytes.utf8());
    }

    @Override
    public void finish() {
        stream.append(FIN);
    }

    /** Cuts text at these places; out of range or out of order, they cut where they can. */
    static String[] cut(String text, List<Integer> places) {
        var pieces = new ArrayList<String>();
        int from = 0;
        for (int place : places.stream().sorted().toList()) {
            int to = Math.min(place, text.length());
            if (to > from) {
                pieces.add(text.substring(from, to));
                from = to;
            }
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces.toArray(String[]::new);
    }

    @Override
    public String toString() {
        return stream.toString();
    }
}
