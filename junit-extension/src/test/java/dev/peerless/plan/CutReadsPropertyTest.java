package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.wire.Bytes;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** TCP keeps no boundaries: however reads cut what arrives, a conversation says the same. */
class CutReadsPropertyTest {

    private static final String CHUNKED = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Property(tries = 500)
    void lines(@ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> places) {
        var upperCase = Conversation.lines(line -> line.isEmpty() ? null : line.toUpperCase(Locale.ROOT));

        assertThat(Said.on(upperCase).hearing(Said.cut("one\r\ntwo\n\nthree\r\n\r\nfour and more\nrest", places)))
                .hasToString("ONE\r\nTWO\nTHREE\r\nFOUR AND MORE\n");
    }

    @Property(tries = 500)
    void heartbeatLines(@ForAll @Size(max = 12) List<@IntRange(max = 40) Integer> places) {
        var echo = Heartbeating.answering("PING\n", "PONG\n").before(Conversation.echo());

        assertThat(Said.on(echo)
                        .hearing(Said.cut("PING\nPIN\nPING\n\nPPING\nPING \nPING\nrest PING", places))
                        .hearingFin())
                .hasToString("PONG\nPIN\nPONG\n\nPPING\nPING \nPONG\nrest PING[FIN]");
    }

    @Property(tries = 500)
    void framedHeartbeats(@ForAll @Size(max = 12) List<@IntRange(max = 20) Integer> places) {
        var echo = Heartbeating.framed(
                        "digit and text",
                        seen -> 1 + seen.at(0) - '0',
                        message -> message.utf8().equals("1P") ? Bytes.utf8(".") : null)
                .before(Conversation.echo());

        assertThat(Said.on(echo).hearing(Said.cut("1P2ab1P31Px1P01P", places)).hearingFin())
                .hasToString(".2ab.31Px.0.[FIN]");
    }

    @Property(tries = 500)
    void replayedSteps(@ForAll @Size(max = 12) List<@IntRange(max = 30) Integer> places) {
        var steps = Conversation.replay(
                Step.await(5), Step.send("a"), Step.await("ababc"), Step.send("b"), Step.await("\r\n"), Step.finish());

        assertThat(Said.on(steps).hearing(Said.cut("12345abababc--\r-\r\n", places)))
                .hasToString("ab[FIN]");
    }

    @Property(tries = 1000)
    void httpRequests(@ForAll @Size(max = 20) List<@IntRange(max = 420) Integer> places) {
        var http = Conversation.http(request -> HttpAnswer.ok(
                request.method() + request.headers().size() + request.body().utf8()));
        var stream = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
                + "POST /b HTTP/1.1\r\nContent-Length: 11\r\n\r\nhello\r\n\r\nyo"
                + CHUNKED
                + "5\r\na\r\n0\r\r\nC;x=\"y\"\r\n0123456789\r\n\r\n0\r\nTrailer: 1\r\n\r\n"
                + "HEAD /c HTTP/1.1\r\n\r\n"
                + CHUNKED
                + "0\r\n\r\n"
                + "GET /d HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
                + "nonsense\r\n\r\nGET /never HTTP/1.1\r\n\r\n";

        var whole = Said.on(http).hearing(stream).toString();
        var pieces = Said.on(http).hearing(Said.cut(stream, places)).toString();

        assertThat(pieces).isEqualTo(whole);
        assertThat(whole.split("HTTP/1.1 200 OK", -1)).hasSize(7);
        assertThat(whole).contains("a\r\n0\r0123456789\r\n").endsWith("\"nonsense\"" + Said.FIN);
    }
}
