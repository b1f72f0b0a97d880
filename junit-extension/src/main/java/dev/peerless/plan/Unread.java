package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.function.ToIntFunction;

/** Bytes that have arrived and are not understood yet: added at the end, taken from the front, each copied few times. */
final class Unread {

    private static final byte[] NOTHING = new byte[0];
    private static final int HEAD = 256;

    private byte[] content = NOTHING;
    private int start;
    private int end;

    int size() {
        return end - start;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    void add(Bytes bytes) {
        if (content.length - end < bytes.size()) {
            makeRoomFor(bytes.size());
        }
        bytes.asByteBuffer().get(content, end, bytes.size());
        end += bytes.size();
    }

    private void makeRoomFor(int more) {
        int size = size();
        // At least half of the array is free afterwards, so that the next move is as far away as this one was costly.
        var room = (size + more) * 2L <= content.length ? content : new byte[(size + more) * 2];
        System.arraycopy(content, start, room, 0, size);
        content = room;
        start = 0;
        end = size;
    }

    /** Finds the first occurrence at or after an index from the front, or gives -1. */
    int indexOf(Bytes wanted, int from) {
        for (int index = from; index <= size() - wanted.size(); index++) {
            if (isAt(wanted, start + index)) {
                return index;
            }
        }
        return -1;
    }

    private boolean isAt(Bytes wanted, int position) {
        for (int i = 0; i < wanted.size(); i++) {
            if (content[position + i] != wanted.at(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Tells how long the first message is, 0 or less if that cannot be told yet. Most protocols say it early, and a copy of
     * all that has come costs time if that is many messages.
     */
    int firstLength(ToIntFunction<Bytes> lengthOf) {
        int head = Math.min(size(), HEAD);
        int length = lengthOf.applyAsInt(peek(head));
        return length > 0 || head == size() ? length : lengthOf.applyAsInt(peek(size()));
    }

    /** Gives so many bytes from the front, and leaves them there. */
    Bytes peek(int count) {
        return Bytes.copyOf(ByteBuffer.wrap(content, start, count));
    }

    Bytes take(int count) {
        var taken = peek(count);
        skip(count);
        return taken;
    }

    void skip(int count) {
        start += count;
        if (start == end) {
            content = NOTHING;
            start = 0;
            end = 0;
        }
    }
}
