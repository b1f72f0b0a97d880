package dev.peerless.internal.tls;

import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsProtocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** One end of a TLS conversation in memory: what it says waits to be carried to the other. */
final class End implements TlsSession.Listener {

    private static final TestAuthority AUTHORITY = new TestAuthority(Instant.parse("2031-05-06T07:08:09Z"));

    final TlsSession session;
    final Deque<Byte> wire = new ArrayDeque<>();
    final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    final List<String> events = new ArrayList<>();

    private End(SSLEngine engine) {
        this.session = new TlsSession(engine, this);
    }

    static End server(TlsProtocol... protocols) {
        return new End(TlsEngines.server(AUTHORITY, Tls.wellBehaved().speaking(protocols))
                .next());
    }

    static End client(TlsProtocol... protocols) {
        return new End(TlsEngines.trustingClient(List.of(protocols)).next());
    }

    /** Carries what each says to the other, so many bytes at a time, until both are silent. */
    static void talk(End one, End other, int atOnce) throws IOException {
        while (!one.wire.isEmpty() || !other.wire.isEmpty()) {
            one.carryTo(other, atOnce);
            other.carryTo(one, atOnce);
        }
    }

    void carryTo(End other, int atMost) throws IOException {
        var bytes = ByteBuffer.allocate(Math.min(atMost, wire.size()));
        while (bytes.hasRemaining()) {
            bytes.put(wire.remove());
        }
        other.session.received(bytes.flip());
    }

    void hears(String notTls) throws IOException {
        session.received(ByteBuffer.wrap(notTls.getBytes(StandardCharsets.UTF_8)));
    }

    void say(String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining() && session.send(bytes) > 0) {
            // A record each.
        }
    }

    String heard() {
        return heard.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void ciphertext(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            wire.add(bytes.get());
        }
    }

    @Override
    public void plaintext(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            heard.write(bytes.get());
        }
    }

    @Override
    public void established(SSLSession details) {
        events.add("established " + details.getProtocol());
    }

    @Override
    public void closeNotify() {
        events.add("close_notify");
    }

    @Override
    public void failed(SSLException reason) {
        events.add("failed " + reason.getMessage());
    }
}
