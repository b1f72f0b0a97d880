package dev.peerless.plan;

import java.util.function.Supplier;

/** A conversation with a name that reads well in a plan's description. */
record Spoken(String name, Supplier<Dialogue> dialogues) implements Conversation {

    static Conversation as(String name, Supplier<Dialogue> dialogues) {
        return new Spoken(name, dialogues);
    }

    @Override
    public Dialogue begin() {
        return dialogues.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
