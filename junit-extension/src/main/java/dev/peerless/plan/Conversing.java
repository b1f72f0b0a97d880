package dev.peerless.plan;

import org.apiguardian.api.API;

/** What holds for every conversation, whoever has written it: that it has a name, and dialogues. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Conversing {

    private Conversing() {}

    /**
     * Begins a dialogue.
     *
     * @param conversation the conversation
     * @return a dialogue
     * @throws IllegalStateException if it begins none
     */
    public static Dialogue begin(Conversation conversation) {
        @SuppressWarnings("NullAway") // written by a user, who may not use a checker
        var dialogue = conversation.begin();
        if (dialogue == null) {
            throw new IllegalStateException("begin() of the conversation that " + text(conversation)
                    + " returned null, but has to return a dialogue for each connection");
        }
        return dialogue;
    }

    /** Gives what a conversation says of itself or, where it says nothing, the name of its class. */
    static String text(Conversation conversation) {
        var text = String.valueOf(conversation);
        var type = conversation.getClass();
        var nameless = type.getName() + "@" + Integer.toHexString(conversation.hashCode());
        return text.equals(nameless) ? "speaks " + name(type) : text;
    }

    /** One without a name of its own goes by the class in which it stands. */
    private static String name(Class<?> type) {
        var name = type.getName().replaceFirst("\\$\\$Lambda.*|\\$\\d+$", "");
        boolean isNamed = name.equals(type.getName());
        return (isNamed ? "" : "a conversation of ")
                + name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)
                        .replaceFirst("^\\d+", "");
    }
}
