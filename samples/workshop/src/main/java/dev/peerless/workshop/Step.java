package dev.peerless.workshop;

import java.util.List;

/**
 * What an event led to.
 *
 * @param session as it is now
 * @param effects what is to be done, in this order
 */
record Step(Session session, List<Effect> effects) {

    Step {
        effects = List.copyOf(effects);
    }
}
