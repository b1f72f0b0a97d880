package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into HTTP/1.x requests, whatever way the reads cut it. */
final class HttpRequestParser {

    /** Memory is bounded: a header section or a body beyond these is refused as a server would. */
    static final int LONGEST_HEAD = 64 * 1024;

    static final int LONGEST_BODY = 16 * 1024 * 1024;

    private static final int LONGEST_CHUNK_SIZE = 1024;

    private static final Bytes HEAD_END = Bytes.utf8("\r\n\r\n");
    private static final Bytes LINE_END = Bytes.utf8("\r\n");

    private final Unread unread = new Unread();
    private final Unread chunks = new Unread();
    private @Nullable HttpRequest head;
    private boolean continueAsked;

    /** What arrived is no HTTP request. */
    static final class NotHttp extends Exception {
        private static final long serialVersionUID = 1;

        NotHttp(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    void feed(Bytes bytes) {
        unread.add(bytes);
    }

    /** Gives the next complete request, or null if more bytes are needed. */
    @Nullable
    HttpRequest next() throws NotHttp {
        if (head == null) {
            int end = endOf("the header section", HEAD_END, 0, LONGEST_HEAD);
            if (end < 0) {
                return null;
            }
            head = parseHead(unread.take(end).utf8());
            unread.skip(HEAD_END.size());
            continueAsked = head.header("expect").orElse("").equalsIgnoreCase("100-continue");
        }
        var body = head.header("transfer-encoding").orElse("").equalsIgnoreCase("chunked")
                ? chunkedBody()
                : sizedBody(contentLength(head));
        if (body == null) {
            return null;
        }
        var request = new HttpRequest(head.method(), head.target(), head.version(), head.headers(), body);
        head = null;
        continueAsked = false;
        return request;
    }

    /** Gives the header section of the request whose body has not all arrived. */
    @Nullable
    HttpRequest head() {
        return head;
    }

    /** Tells, once for each such request, that its sender waits for the interim answer before it sends the body. */
    boolean expectsContinue() {
        boolean asked = continueAsked && unread.isEmpty();
        continueAsked = false;
        return asked;
    }

    /** Finds the end of something that may not be longer than so many bytes, or gives -1 if it has not arrived. */
    private int endOf(String what, Bytes mark, int from, int longest) throws NotHttp {
        int end = unread.indexOf(mark, from);
        int notBefore = end < 0 ? unread.size() - mark.size() + 1 : end;
        if (notBefore > longest) {
            throw new NotHttp("no end of " + what + " in " + longest + " bytes");
        }
        return end;
    }

    private static HttpRequest parseHead(String text) throws NotHttp {
        var lines = text.split("\r\n", -1);
        var start = lines[0].split(" ", -1);
        if (start.length != 3 || !start[2].matches("HTTP/1\\.[01]") || start[0].isEmpty()) {
            throw new NotHttp(
                    "not an HTTP/1.x request line: " + Bytes.utf8(lines[0]).preview(80));
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new NotHttp("not a header: " + Bytes.utf8(lines[i]).preview(80));
            }
            headers.computeIfAbsent(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).trim());
        }
        return new HttpRequest(start[0], start[1], start[2], headers, Bytes.EMPTY);
    }

    private static int contentLength(HttpRequest head) throws NotHttp {
        var text = head.header("content-length").orElse("0");
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > LONGEST_BODY) {
            throw new NotHttp("a Content-Length of " + text + " is not taken; at most " + LONGEST_BODY + " is");
        }
        return Integer.parseInt(text);
    }

    private @Nullable Bytes sizedBody(int length) {
        return unread.size() < length ? null : unread.take(length);
    }

    private @Nullable Bytes chunkedBody() throws NotHttp {
        while (true) {
            int lineEnd = endOf("the chunk size", LINE_END, 0, LONGEST_CHUNK_SIZE);
            if (lineEnd < 0) {
                return null;
            }
            int size = chunkSize(unread.peek(lineEnd).utf8());
            if (size == 0) {
                return lastChunk(lineEnd);
            }
            if (chunks.size() + size > LONGEST_BODY) {
                throw new NotHttp("a chunked body of more than " + LONGEST_BODY + " bytes is not taken");
            }
            int data = lineEnd + LINE_END.size();
            if (unread.size() < data + size + LINE_END.size()) {
                return null;
            }
            unread.skip(data);
            chunks.add(unread.take(size));
            if (!unread.take(LINE_END.size()).equals(LINE_END)) {
                throw new NotHttp("no line end after a chunk of " + size + " bytes");
            }
        }
    }

    /** After the last chunk come trailers, which are skipped, and an empty line. */
    private @Nullable Bytes lastChunk(int lineEnd) throws NotHttp {
        int end = endOf("the trailers", HEAD_END, lineEnd, LONGEST_HEAD);
        if (end < 0) {
            return null;
        }
        unread.skip(end + HEAD_END.size());
        return chunks.take(chunks.size());
    }

    private static int chunkSize(String line) throws NotHttp {
        int extension = line.indexOf(';');
        var digits = (extension < 0 ? line : line.substring(0, extension)).trim();
        if (!digits.matches("[0-9a-fA-F]{1,6}")) {
            throw new NotHttp("not a chunk size: " + Bytes.utf8(line).preview(80));
        }
        return Integer.parseInt(digits, 16);
    }
}
