package dev.peerless.samples.failures;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.peerless.failure.NetworkFailure;
import java.util.Arrays;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

/**
 * What a provocation has to come to.
 *
 * @param failure what the exception means
 * @param text what the deciding exception says in English, or part of it; nothing where it has no text, or one of the moment
 */
record Expected(NetworkFailure failure, String text) {

    /** Condition, libraries, failure, text. */
    private static final String TABLE = """
            read after RST             ; Socket, SocketChannel, SocketChannel at a selector, AsynchronousSocketChannel, SSLSocket TLSv1.2, SSLSocket TLSv1.3, Netty NIO ; CONNECTION_RESET ; Connection reset
            read after RST             ; Netty EPOLL ; CONNECTION_RESET ; Connection reset by peer
            read that a RST ends       ; AsynchronousSocketChannel ; CONNECTION_RESET ; Connection reset
            write after RST            ; Socket, SocketChannel, SocketChannel at a selector, AsynchronousSocketChannel, SSLSocket TLSv1.2, SSLSocket TLSv1.3, Netty NIO, Netty EPOLL ; CONNECTION_RESET ; Connection reset by peer
            gathering write after RST  ; SocketChannel ; CONNECTION_RESET ; Connection reset by peer
            write after a failed read  ; Socket, SocketChannel, AsynchronousSocketChannel ; BROKEN_PIPE ; Broken pipe
            write after FIN            ; Socket, SocketChannel, SSLSocket TLSv1.2, SSLSocket TLSv1.3, Netty NIO, Netty EPOLL ; BROKEN_PIPE ; Broken pipe

            read in vain               ; Socket, SSLSocket TLSv1.2, SSLSocket TLSv1.3, HttpURLConnection ; READ_TIMED_OUT ; Read timed out
            read in vain               ; java.net.http ; READ_TIMED_OUT ; request timed out
            read in vain               ; AsynchronousSocketChannel ; UNKNOWN ;
            accept in vain             ; ServerSocket ; ACCEPT_TIMED_OUT ; Accept timed out
            connect in vain            ; Socket, HttpURLConnection ; CONNECT_TIMED_OUT ;
            connect in vain            ; java.net.http ; CONNECT_TIMED_OUT ; HTTP connect timed out
            connect in vain            ; Netty NIO, Netty EPOLL ; CONNECT_TIMED_OUT ; connection timed out after

            read after own close       ; Socket ; SOCKET_CLOSED ; Socket closed
            read after own close       ; SocketChannel ; SOCKET_CLOSED ;
            write after own close      ; SSLSocket TLSv1.2, SSLSocket TLSv1.3 ; SOCKET_CLOSED ; Socket is closed
            write after own close      ; Netty NIO, Netty EPOLL ; SOCKET_CLOSED ;
            write after own shutdown   ; Socket ; SOCKET_CLOSED ; Socket output is shutdown
            own interrupt              ; SocketChannel ; SOCKET_CLOSED ;
            read that the own close ends ; AsynchronousSocketChannel ; SOCKET_CLOSED ;

            refused                    ; Socket, SocketChannel, SocketChannel at a selector, AsynchronousSocketChannel, HttpURLConnection, PostgreSQL, HikariCP, Netty NIO, Netty EPOLL ; CONNECTION_REFUSED ; Connection refused
            refused                    ; java.net.http ; CONNECTION_REFUSED ;
            no route                   ; Socket, SocketChannel, AsynchronousSocketChannel, Netty NIO ; NO_ROUTE ; Network is unreachable
            no route                   ; Netty EPOLL ; NO_ROUTE ;
            unknown host               ; Socket, SocketChannel ; UNKNOWN_HOST ;
            port in use                ; ServerSocket, ServerSocketChannel, AsynchronousServerSocketChannel, Netty NIO, Netty EPOLL ; ADDRESS_IN_USE ; Address already in use
            address of others          ; ServerSocket, ServerSocketChannel, Netty NIO, Netty EPOLL ; ADDRESS_NOT_AVAILABLE ; Cannot assign requested address

            RST for an answer          ; java.net.http, HttpURLConnection, PostgreSQL ; CONNECTION_RESET ; Connection reset
            FIN for an answer          ; java.net.http ; END_OF_STREAM ; EOF reached while reading
            FIN for an answer          ; HttpURLConnection ; END_OF_STREAM ; Unexpected end of file from server
            FIN for an answer          ; PostgreSQL ; END_OF_STREAM ;
            RST in an answer           ; java.net.http, HttpURLConnection ; CONNECTION_RESET ; Connection reset
            FIN between chunks         ; java.net.http ; TRUNCATED ; chunked transfer encoding, state: READING_LENGTH
            FIN between chunks         ; HttpURLConnection ; TRUNCATED ; Premature EOF

            RST while connecting       ; PostgreSQL ; CONNECTION_RESET ; Connection reset
            FIN while connecting       ; PostgreSQL ; END_OF_STREAM ;
            silence while connecting   ; PostgreSQL ; READ_TIMED_OUT ; Read timed out
            statement after RST        ; PostgreSQL ; CONNECTION_RESET ;
            statement after a failed one ; PostgreSQL ; UNKNOWN ;

            RST in an answer           ; Tomcat, Jetty ; CONNECTION_RESET ; Connection reset by peer
            FIN after a request        ; Tomcat, Jetty ; BROKEN_PIPE ; Broken pipe
            RST in an upload           ; Tomcat ; CONNECTION_RESET ; Connection reset
            FIN in an upload           ; Tomcat ; END_OF_STREAM ;
            RST in an upload           ; Jetty ; TRUNCATED ; Early EOF
            FIN in an upload           ; Jetty ; TRUNCATED ; Early EOF

            FIN in the handshake       ; SSLSocket TLSv1.2, SSLSocket TLSv1.3, HttpURLConnection ; TLS_ABORTED ; SSL peer shut down incorrectly
            FIN in the handshake       ; java.net.http ; TLS_ABORTED ; Remote host terminated the handshake
            RST in the handshake       ; SSLSocket TLSv1.2, SSLSocket TLSv1.3, java.net.http, HttpURLConnection ; CONNECTION_RESET ; Connection reset
            text in the handshake      ; SSLSocket TLSv1.2, SSLSocket TLSv1.3, HttpURLConnection ; NOT_TLS ; Unsupported or unrecognized SSL message
            text in the handshake      ; java.net.http ; NOT_TLS ; Unrecognized SSL message, plaintext connection?
            silence in the handshake   ; SSLSocket TLSv1.2, SSLSocket TLSv1.3 ; READ_TIMED_OUT ; Read timed out
            expired certificate        ; SSLSocket TLSv1.2, SSLSocket TLSv1.3, java.net.http, HttpURLConnection ; TLS_REJECTED ; PKIX path validation failed
            corrupted record read      ; SSLSocket TLSv1.2, SSLSocket TLSv1.3, java.net.http ; TLS_CORRUPTED ; Tag mismatch
            corrupted record written   ; SSLSocket TLSv1.2, SSLSocket TLSv1.3 ; TLS_CORRUPTED ; Received fatal alert: bad_record_mac
            garbage between records    ; SSLSocket TLSv1.2, SSLSocket TLSv1.3 ; TLS_CORRUPTED ; Illegal packet size

            read after abort           ; own machine ; CONNECTION_ABORTED ; Software caused connection abort
            write after abort          ; own machine ; CONNECTION_ABORTED ; Software caused connection abort

            no descriptor left         ; system ; TOO_MANY_OPEN_FILES ; Too many open files
            no such file               ; system ; UNKNOWN ; No such file or directory
            no such program            ; system ; UNKNOWN ; No such file or directory
            is a directory             ; system ; UNKNOWN ; Is a directory
            no space left              ; system ; UNKNOWN ; No space left on device
            message too long           ; system ; UNKNOWN ; Message too long
            circle of links            ; system ; UNKNOWN ; Too many levels of symbolic links
            """;

    private static final Map<String, Expected> BY_PROVOCATION = TABLE.lines()
            .filter(line -> !line.isBlank())
            .flatMap(Expected::ofLine)
            .collect(toUnmodifiableMap(Entry::getKey, Entry::getValue));

    /** What is expected of this one. */
    static Expected of(Told told) {
        var expected = BY_PROVOCATION.get(told.provocation());
        if (expected == null) {
            throw new IllegalStateException("nothing is expected of " + told);
        }
        return expected;
    }

    /** All that have to be tried, as {@link Told#provocation()} names them. */
    static Stream<String> provocations() {
        return BY_PROVOCATION.keySet().stream();
    }

    private static Stream<Entry<String, Expected>> ofLine(String line) {
        var cells = Arrays.stream(line.split(";", -1)).map(String::strip).toList();
        var expected = new Expected(NetworkFailure.valueOf(cells.get(2)), cells.get(3));
        return Arrays.stream(cells.get(1).split(", "))
                .map(library -> Map.entry(library + ": " + cells.get(0), expected));
    }
}
