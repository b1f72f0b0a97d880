package dev.peerless.samples;

import static dev.peerless.fault.Trigger.afterReceiving;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import dev.peerless.samples.orders.OrderClient;
import org.jspecify.annotations.NullMarked;

/** A peer that no test framework starts: what a client did to it is in its transcript. */
@NullMarked
public final class WithoutJUnit {

    private WithoutJUnit() {}

    /**
     * Places an order with a peer that resets, and prints what the peer saw.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Peer peer = Peer.plan().fault(Fault.reset(afterReceiving(16))).listen()) {
            try (var client = new OrderClient(peer.address())) {
                client.place("order-1");
            }
            System.out.println(peer.transcript());
        }
    }
}
