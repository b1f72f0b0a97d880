package dev.peerless.internal.net;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that one direction of a connection could not send yet, in order. It costs no memory while the other side takes
 * what it is given.
 */
final class Outbox {

    /** The JDK copies all that a heap buffer has left for every write, however little the kernel then takes. */
    private static final int PIECE = 128 * 1024;

    private @Nullable ArrayDeque<ByteBuffer> waiting;
    private long size;

    /** Tells how many bytes of a buffer are to be offered to the kernel at once. */
    static int piece(ByteBuffer bytes) {
        return Math.min(bytes.remaining(), most(bytes));
    }

    /** Tells how many bytes of such a buffer are to be offered to the kernel at most. */
    static int most(ByteBuffer bytes) {
        return bytes.isDirect() ? Integer.MAX_VALUE : PIECE;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long size() {
        return size;
    }

    /** Keeps a copy of what is left in the buffer, and empties it. */
    void keep(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            return;
        }
        var copy = ByteBuffer.allocate(bytes.remaining());
        copy.put(bytes).flip();
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(copy);
        size += copy.remaining();
    }

    /** Gives what is to be sent first, or null; the caller reads from it and tells by {@link #sent}. */
    @Nullable
    ByteBuffer first() {
        return waiting == null ? null : waiting.peek();
    }

    /** Like {@link #first()}, but with at least so many bytes if there are so many, however they were given. */
    @Nullable
    ByteBuffer first(long atLeast) {
        var first = first();
        long wanted = Math.min(atLeast, size);
        if (waiting == null || first == null || first.remaining() >= wanted) {
            return first;
        }
        var joined = ByteBuffer.allocate((int) wanted);
        while (joined.hasRemaining()) {
            var next = waiting.element();
            int count = Math.min(next.remaining(), joined.remaining());
            joined.put(next.duplicate().limit(next.position() + count));
            next.position(next.position() + count);
            if (!next.hasRemaining()) {
                waiting.remove();
            }
        }
        waiting.addFirst(joined.flip());
        return joined;
    }

    /** Takes the first bytes out, so many or fewer. */
    ByteBuffer take(long atMost) {
        var first = first(atMost);
        if (first == null) {
            return ByteBuffer.allocate(0);
        }
        int count = (int) Math.min(first.remaining(), atMost);
        var taken = first.slice(first.position(), count);
        first.position(first.position() + count);
        sent(count);
        return taken;
    }

    /** Says that so many bytes of the first buffer have been read. */
    void sent(long count) {
        size -= count;
        var first = first();
        if (waiting != null && first != null && !first.hasRemaining()) {
            waiting.remove();
        }
        if (isEmpty()) {
            waiting = null;
        }
    }

    void clear() {
        waiting = null;
        size = 0;
    }
}
