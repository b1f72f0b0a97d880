package dev.peerless.peer;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsBytes;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.TcpState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Waits for what a peer records, driven by its transcript alone. Fails with that transcript if it never comes. */
final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Wire() {}

    /** Waits for the first event of a kind. */
    static <E extends WireEvent> E await(Endpoint peer, Class<E> kind) throws InterruptedException {
        return await(peer, kind, event -> true);
    }

    /** Waits for the first event of a kind that meets a condition. */
    static <E extends WireEvent> E await(Endpoint peer, Class<E> kind, Predicate<? super E> condition)
            throws InterruptedException {
        return until(
                peer,
                kind.getSimpleName(),
                transcript -> transcript.events().stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .filter(condition)
                        .findFirst());
    }

    /** Waits until there are so many events of a kind. */
    static Transcript awaitMany(Endpoint peer, Class<? extends WireEvent> kind, int count) throws InterruptedException {
        return until(
                peer,
                count + " times " + kind.getSimpleName(),
                seen -> Optional.of(seen)
                        .filter(transcript -> transcript.events().stream()
                                        .filter(kind::isInstance)
                                        .count()
                                >= count));
    }

    static WireEvent.Rst awaitRst(Endpoint peer, Direction direction) throws InterruptedException {
        var rst = await(peer, WireEvent.Rst.class, seen -> seen.direction() == direction);
        if (direction == Direction.SENT) {
            awaitArrived(peer, rst);
        }
        return rst;
    }

    /** A kernel under load hands a packet over some time after the call that sent it; other systems do not show when. */
    private static void awaitArrived(Endpoint peer, WireEvent.Rst sent) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (peer.connection(sent.connection())
                .tcpState()
                .filter(state -> state != TcpState.CLOSED)
                .isPresent()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("a RST that was sent has not arrived, in\n" + peer.transcript());
            }
            Thread.onSpinWait();
        }
    }

    static WireEvent.Fin awaitFin(Endpoint peer, Direction direction) throws InterruptedException {
        return await(peer, WireEvent.Fin.class, fin -> fin.direction() == direction);
    }

    /** Waits until so many bytes have arrived on all connections together. */
    static Transcript awaitReceived(Endpoint peer, long bytes) throws InterruptedException {
        return until(
                peer,
                bytes + " bytes",
                seen -> Optional.of(seen).filter(transcript -> count(transcript, Direction.RECEIVED) >= bytes));
    }

    /** Waits until so many connections have come. */
    static Transcript awaitConnections(Endpoint peer, int count) throws InterruptedException {
        return until(
                peer,
                count + " connections",
                // More may have come than were seen.
                seen -> peer.connectionCount() >= count ? Optional.of(peer.transcript()) : Optional.empty());
    }

    /** Counts what went over the wire: TLS, where there is any. */
    static long count(Transcript transcript, Direction direction) {
        long tls = transcript.events().stream()
                .filter(event -> event instanceof TlsBytes bytes && bytes.direction() == direction)
                .mapToLong(event -> ((TlsBytes) event).size())
                .sum();
        return tls > 0 ? tls : countSaid(transcript, direction);
    }

    private static long countSaid(Transcript transcript, Direction direction) {
        return transcript.events().stream()
                .filter(event -> event instanceof Data data && data.direction() == direction)
                .mapToLong(event -> ((Data) event).size())
                .sum();
    }

    /** Gives the recorded payload of one direction. */
    static Bytes payload(Transcript transcript, Direction direction) {
        return transcript.events().stream()
                .filter(event -> event instanceof Data data && data.direction() == direction)
                .map(event -> ((Data) event).payload())
                .reduce(Bytes.EMPTY, Bytes::plus);
    }

    private static <T> T until(Endpoint peer, String wanted, Function<Transcript, Optional<T>> outcome)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var seen = peer.transcript(); ; ) {
            var found = outcome.apply(seen);
            if (found.isPresent()) {
                return found.get();
            }
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (seen.ended() || left.isNegative()) {
                throw new AssertionError("no " + wanted + " in\n" + seen);
            }
            seen = peer.awaitMore(seen, left);
        }
    }
}
