package dev.peerless.junit;

import dev.peerless.peer.Peer;

/** Each fault annotation with each trigger, and all that goes with it. */
abstract class Every {

    abstract void resets(
            @PeerResets(connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerResets(afterReceiving = 1, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerResets(afterSending = 2, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerResets(whenReceived = "x", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerResets(after = "3ms", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerResets(afterIdle = "4ms", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerResets(onDemand = true, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    Peer peer);

    abstract void closes(
            @PeerCloses(connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerCloses(afterReceiving = 1, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerCloses(afterSending = 2, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerCloses(whenReceived = "x", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerCloses(after = "3ms", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerCloses(afterIdle = "4ms", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerCloses(onDemand = true, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    Peer peer);

    abstract void halfCloses(
            @PeerHalfCloses(connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerHalfCloses(
                            afterReceiving = 1,
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @PeerHalfCloses(
                            afterSending = 2,
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @PeerHalfCloses(
                            whenReceived = "x",
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @PeerHalfCloses(after = "3ms", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerHalfCloses(
                            afterIdle = "4ms",
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @PeerHalfCloses(
                            onDemand = true,
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    Peer peer);

    abstract void stalls(
            @PeerStalls(connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerStalls(afterReceiving = 1, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerStalls(afterSending = 2, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerStalls(whenReceived = "x", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerStalls(after = "3ms", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerStalls(afterIdle = "4ms", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerStalls(onDemand = true, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    Peer peer);

    abstract void vanishes(
            @PeerVanishes(connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerVanishes(
                            afterReceiving = 1,
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @PeerVanishes(afterSending = 2, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerVanishes(
                            whenReceived = "x",
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @PeerVanishes(after = "3ms", connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @PeerVanishes(
                            afterIdle = "4ms",
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @PeerVanishes(onDemand = true, connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    Peer peer);

    abstract void aborts(
            @OwnMachineAborts(connections = "2-", probability = 0.25, seed = 7, mayNotFire = true)
                    @OwnMachineAborts(
                            afterReceiving = 1,
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @OwnMachineAborts(
                            afterSending = 2,
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @OwnMachineAborts(
                            whenReceived = "x",
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @OwnMachineAborts(
                            after = "3ms",
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @OwnMachineAborts(
                            afterIdle = "4ms",
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    @OwnMachineAborts(
                            onDemand = true,
                            connections = "2-",
                            probability = 0.25,
                            seed = 7,
                            mayNotFire = true)
                    Peer peer);
}
