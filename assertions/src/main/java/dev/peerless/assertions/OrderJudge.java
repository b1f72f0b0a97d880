package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.error.ErrorMessageFactory;

/** Decides whether several things were sent one after the other, on whatever connections: by when each came first. */
final class OrderJudge extends PeerJudge {

    private final List<Bytes> wanted;
    private final Map<Integer, List<Occurrences>> finders = new HashMap<>();
    private final List<Data> found = new ArrayList<>();

    /** Where in a piece something ends. */
    private record Place(int end, int index) {}

    OrderJudge(Endpoint peer, Duration patience, List<Bytes> wanted) {
        super(peer, patience);
        this.wanted = wanted;
    }

    @Override
    Verdict seeNext(WireEvent event) {
        if (event instanceof TlsUnreadable unreadable) {
            return Verdict.failed(But.unreadable(unreadable), unreadable);
        }
        var data = Payload.received(event);
        if (data == null) {
            return Verdict.OPEN;
        }
        for (var place : firstPlaces(data)) {
            if (place.index() > found.size()) {
                return Verdict.failed(
                        ShouldHaveSentInOrder.tooEarly(wanted.get(place.index()), wanted.get(found.size())), data);
            }
            found.add(data);
        }
        if (found.size() == wanted.size()) {
            return Verdict.PASSED;
        }
        return data.isComplete() ? Verdict.OPEN : Verdict.failed(ShouldHaveSentSoOften.NOT_RECORDED, data);
    }

    /** Gives where something that had not come before ends in a piece, in order. */
    private List<Place> firstPlaces(Data data) {
        var places = new ArrayList<Place>();
        var ofConnection = finders.computeIfAbsent(
                data.connection(),
                number -> wanted.stream().map(Occurrences::new).toList());
        for (int index = found.size(); index < wanted.size(); index++) {
            int end = ofConnection.get(index).endIn(data.payload(), 0);
            if (end >= 0) {
                places.add(new Place(end, index));
            }
        }
        places.sort(Comparator.comparingInt(Place::end).thenComparingInt(Place::index));
        return places;
    }

    @Override
    public Verdict timeUp() {
        return missing(But.within(patience()));
    }

    @Override
    public Verdict peerClosed() {
        return missing(" before the peer was closed");
    }

    private Verdict missing(String until) {
        return Verdict.failed(Payload.shown(wanted.get(found.size())) + " was not sent" + until, found);
    }

    @Override
    public ErrorMessageFactory message(Verdict failed, Transcript seen) {
        return ShouldHaveSentInOrder.shouldHaveSentInOrder(peer(), wanted, failed, seen);
    }
}
