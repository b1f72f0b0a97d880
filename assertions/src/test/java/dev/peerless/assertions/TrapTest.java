package dev.peerless.assertions;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of help, all together, to be read by the eyes of who has to. */
class TrapTest {

    @Test
    void tellsOfEachInAFewWords() {
        assertThat(Stream.of(Trap.values())
                        .map(trap -> trap + Trap.helpWith(trap))
                        .collect(joining("\n\n")))
                .isEqualTo("""
                        RESET_TOLD_ONCE
                        Help: a RST is told once, to whichever read or write meets it first; later writes get Broken pipe, as do those after a FIN and a RST. If either will do, ask for a connection loss.

                        END_INSTEAD_OF_RESET
                        Help: a read gives -1 and no reset where a FIN came before the RST, or where a write was told of the RST first: it is told once. If either will do, ask for a connection loss.

                        RESET_INSTEAD_OF_END
                        Help: a peer that closes with bytes unread, or gets more after it has closed, sends a RST, and a read may meet that instead of the FIN. If either will do, ask for a connection loss.

                        END_IS_NO_EXCEPTION
                        Help: -1 is all that a read tells of a FIN, and null all that readLine() does, or of a RST that a write was told of first; it throws nothing, so the code under test has to look at it.

                        WRITE_IS_NO_PROOF
                        Help: a write succeeds once its own kernel has taken the bytes: the first one to a peer that has closed, and all to one that vanished. Only later writes or reads tell of the loss; of a FIN read() by -1, readLine() by null: neither throws.

                        SILENCE_IS_NO_LOSS
                        Help: a peer that vanished or stalls sends neither FIN nor RST. A time limit that ends is no loss, since the connection may be alive.

                        REFUSED_OR_TIMED_OUT
                        Help: where nobody listens, a RST answers the SYN at once: refused. A connect times out only where nothing answers, as with @PeerIgnoresConnects.

                        CONNECTED_BEFORE_ACCEPT
                        Help: the kernel makes a connection before anybody accepts it, so a peer that does not accept lets reads time out, and no connects; @PeerIgnoresConnects does.

                        OWN_CLOSE
                        Help: this end was closed by the code under test and not by the peer: earlier, on another thread, by an interrupt, or by a library after another failure.

                        GONE_CLIENT
                        Help: ClientAbortException and its like say that the client has gone, but not by what: that takes a cause that is known.

                        UNKNOWN_TEXT
                        Help: what is not known is never guessed, and operating systems translate their texts. If this tells of a network failure, please report its cause chain, the JDK and the operating system.

                        NO_CAUSE_HANDED_ON
                        Help: nothing in the cause chain tells of the network. Whoever wraps a network failure has to hand it on as the cause of the new exception; where a read gave -1 or null there was none to wrap, and an EOFException tells of that.

                        WORDS_TELL_OF_NO_FAILURE
                        Help: a line is about a network failure if it has an exception that tells of it, or the words of one between punctuation, as in "lost client 7: Broken pipe". For words of the code under test's own there is linesContaining(text).

                        TIMEOUT_IS_NO_LOGGED_LOSS
                        Help: a read that times out is no connection loss, since the connection may be alive: linesAbout(READ_TIMED_OUT) counts those lines.

                        PART_OF_A_LONGER_WORD
                        Help: what was sought is found within longer words, too, as "order-1" in "order-12". Seek it with what ends it, as in "order-1\\n", or by a Pattern.

                        FIN_INSTEAD_OF_RST
                        Help: the peer ended this connection by a FIN. wasClosed() and handledBrokenPipe() are about that; or, where it goes on reading, wasHalfClosed() and handledHalfClose().

                        RST_INSTEAD_OF_FIN
                        Help: the peer ended this connection by a RST. wasReset() and handledReset() are about that.

                        READ_WITHOUT_LIMIT
                        Help: a read of a Socket has no time limit unless setSoTimeout sets one, or setReadTimeout of a URLConnection, and heeds no interrupt: only closing the socket ends it. Perhaps the peer waits, too: for bytes not flushed yet, or for a FIN.

                        LIMIT_OF_ONE_READ
                        Help: this read has a time limit, as by setSoTimeout, that was not over: it is too long (is its unit right?), or it began anew with every read, and a call that reads several times needs a limit of its own.

                        CHANNEL_READ_WITHOUT_LIMIT
                        Help: a read of a SocketChannel has no time limit; setSoTimeout holds only for the streams of its socket().

                        WRITE_WITHOUT_LIMIT
                        Help: a write waits while the buffers of both sides are full, which a peer that does not read leaves them; it has no time limit, setSoTimeout is about reads.

                        CONNECT_WITHOUT_LIMIT
                        Help: a connect has no time limit unless connect(address, millis) sets one; the kernel gives up after about two minutes on Linux. Or a loop around it never ends, whatever limit one connect has.

                        HTTP_CLIENT_WITHOUT_LIMIT
                        Help: java.net.http has no time limit unless HttpRequest.Builder.timeout sets one, and up to JDK 25 that ends with the header section of the answer: its body may take for ever.

                        CLOSE_WAIT
                        Help: the peer's FIN has come, and the socket stays in CLOSE_WAIT until the code under test closes it: a read that gives -1 does not.

                        HELD_AFTER_RESET
                        Help: a RST does not close the socket: the code under test has to, after an exception, too.

                        LOSS_UNREAD
                        Help: a FIN or a RST wakes nobody who does not wait for it: the code under test learns of it by its next read, or by a write that fails, as of a heartbeat.

                        VANISHED_UNNOTICED
                        Help: a peer that vanished sends nothing, and writes to it succeed: only a read with a time limit, or a heartbeat that is not answered, tells the code under test.

                        KEEP_ALIVE_IS_NO_HEARTBEAT
                        Help: TCP keep-alive is on at this socket, but its probes carry no bytes: no peer counts them as heartbeats, and the first is sent after two hours of idleness unless TCP_KEEPIDLE says otherwise.

                        URL_CONNECTION_REPEATS
                        Help: HttpURLConnection by itself sends a request again, once, when the connection ends before the answer: a POST, too, unless -Dsun.net.http.retryPost=false or a streaming mode is set.

                        HTTP_CLIENT_REPEATS
                        Help: java.net.http by itself sends a GET or HEAD again, once, when the connection ends before the answer: other methods, too, with -Djdk.httpclient.enableAllMethodRetry.""");
    }

    @Test
    void isLeftOutWhereNothingIsKnown() {
        assertThat(Trap.helpWith(null)).isEmpty();
    }
}
