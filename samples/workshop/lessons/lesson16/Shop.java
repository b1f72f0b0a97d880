package lesson16;

import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** The shop and its books. What it has been told it does at once, whether or not its answer arrives. */
final class Shop implements Conversation {

    private final Set<String> orderNumbers = new CopyOnWriteArraySet<>();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Override
    public Dialogue begin() {
        return Conversation.lines(this::answer).begin();
    }

    private String answer(String request) {
        var words = request.split(" ", 3);
        if (words[0].equals("ORDER")) {
            if (orderNumbers.add(words[1])) {
                done.add("sent " + words[2]);
            }
            return "sent " + words[2];
        }
        done.add("was paid " + words[1]);
        return "was paid " + words[1];
    }

    /** What it has done, once each time. */
    List<String> done() {
        return List.copyOf(done);
    }
}
