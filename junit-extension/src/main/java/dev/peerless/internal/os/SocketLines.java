package dev.peerless.internal.os;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one of the kernel's tables of sockets, read no further than they are asked for, and kept for who asks
 * again. The kernel walks its hash table for whoever reads, which takes milliseconds, but stops where the reader has
 * enough: looking for one socket takes half the time on average, and none for a table in which nobody looks.
 *
 * <p>Not safe for use by several threads at once.
 */
final class SocketLines implements Iterable<String>, AutoCloseable {

    /** Less than a line, so that the kernel never walks on for a line that nobody may want. */
    private static final int PIECE = 128;

    private final Path table;
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(2 * PIECE);
    private final byte[] piece = new byte[PIECE];
    private @Nullable InputStream source;
    private boolean over;

    SocketLines(Path table) {
        this.table = table;
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {

            private int next;

            @Override
            public boolean hasNext() {
                while (next == lines.size() && !over) {
                    readOn();
                }
                return next < lines.size();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return lines.get(next++);
            }
        };
    }

    private void readOn() {
        try {
            if (source == null) {
                source = new FileInputStream(table.toFile());
            }
            int count = source.read(piece);
            over = count < 0;
            for (int i = 0; i < count; i++) {
                if (piece[i] == '\n') {
                    lines.add(line.toString(StandardCharsets.US_ASCII));
                    line.reset();
                } else {
                    line.write(piece[i]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads no further. */
    @Override
    public void close() {
        over = true;
        try {
            if (source != null) {
                source.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
