package dev.peerless.junit;

import static java.util.Map.entry;

import dev.peerless.capture.PacketCapture;
import dev.peerless.fault.TlsFailure;
import dev.peerless.internal.tls.TestAuthority;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Step;
import dev.peerless.plan.TlsCertificate;
import dev.peerless.plan.TlsLayer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** An {@code SSLSocket} on a plain one, the code under test, that has met a peer which speaks TLS. */
final class TlsMeeting implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int MOMENT_MILLIS = 150;
    private static final char[] NO_PASSWORD = {};

    /** The declaration that stages each row, and whether it strikes on demand. */
    private static final Map<String, String> DECLARED = Map.ofEntries(
            entry("@PeerSpeaksTls(certificate = EXPIRED)", "expired"),
            entry("@PeerSpeaksTls(certificate = OTHER_NAME)", "otherName"),
            entry("@PeerSpeaksTls(certificate = SELF_SIGNED)", "selfSigned"),
            entry("@PeerSpeaksTls(closeNotify = false)", "endsWithoutCloseNotify"),
            entry("@PeerSpeaksTls(faultsCount = PLAINTEXT) @PeerResets(afterSending = 3)", "resetsAtPlaintext"),
            entry("@ClientSpeaksTls(closeNotify = false)", "dials"),
            entry("@PeerFailsTls(by = FIN)", "failsByFin"),
            entry("@PeerFailsTls(by = RESET)", "failsByReset"),
            entry("@PeerFailsTls(by = GARBAGE)", "failsByGarbage"),
            entry("@PeerFailsTls(by = SILENCE)", "failsBySilence"),
            entry("@PeerCorrupts(garbageBytes = 64)", "corrupts"),
            entry("@PeerResets", "resetsOnDemand"),
            entry("@PeerCloses", "closesOnDemand"),
            entry("@PeerHalfCloses", "halfClosesOnDemand"),
            entry("@PeerStalls", "stallsOnDemand"),
            entry("@PeerVanishes", "vanishesOnDemand"));

    private final Meeting wire;
    private final SSLSocket socket;
    private final boolean onDemand;

    private TlsMeeting(Meeting wire, SSLSocket socket, boolean onDemand) {
        this.wire = wire;
        this.socket = socket;
        this.onDemand = onDemand;
    }

    static Set<String> faults() {
        return DECLARED.keySet();
    }

    static TlsMeeting with(String fault, Meetings.PortWatch watch) throws Exception {
        var method = DECLARED.get(fault);
        if (method == null) {
            throw new AssertionError("no staging for " + fault);
        }
        if (method.equals("dials")) {
            return dialed(ClientPeer.of(Meetings.plan(Declared.class, method)), watch);
        }
        var peer = Peer.listen(Meetings.plan(Declared.class, method));
        watch.willBe(peer.port());
        var wire = Meeting.with(peer);
        var socket = (SSLSocket) peer.tls()
                .clientContext()
                .getSocketFactory()
                .createSocket(wire.socket(), peer.host(), peer.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return new TlsMeeting(wire, socket, method.endsWith("OnDemand"));
    }

    /** We are dialed: a server with a certificate that is as it should be. */
    private static TlsMeeting dialed(ClientPeer peer, Meetings.PortWatch watch) throws Exception {
        var wire = Meeting.with(peer, new Finishes(), watch);
        var socket = (SSLSocket) serverContext()
                .getSocketFactory()
                .createSocket(
                        wire.socket(),
                        wire.socket().getInetAddress().getHostAddress(),
                        wire.socket().getPort(),
                        true);
        socket.setUseClientMode(false);
        return new TlsMeeting(wire, socket, false);
    }

    private static SSLContext serverContext() throws GeneralSecurityException, IOException {
        var identity = TestAuthority.shared().identity(TlsCertificate.VALID);
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", identity.key(), NO_PASSWORD, identity.chain().toArray(new Certificate[0]));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    SSLSocket socket() {
        return socket;
    }

    /** Waits no longer for what is not to come. */
    void waitsFor(String outcome) throws IOException {
        wire.socket().setSoTimeout(outcome.equals("READ_TIMED_OUT") ? MOMENT_MILLIS : PATIENCE_MILLIS);
    }

    /** Shakes hands, has the fault strike, and waits until all that this sends is on the wire. */
    void struck(List<String> segments) throws Exception {
        socket.startHandshake();
        if (onDemand) {
            // The tickets of TLS 1.3 come behind the handshake; what was asked behind them is answered behind them.
            socket.getOutputStream().write(Meetings.SAID.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            var unused = socket.getInputStream().readNBytes(Meetings.SAID.length());
            wire.peer().connection(1).fire();
        }
        awaitSent(segments);
    }

    void awaitSent(List<String> segments) throws InterruptedException {
        for (var segment : segments) {
            wire.awaitSent(segment);
        }
    }

    List<String> segments(PacketCapture capture) throws IOException, InterruptedException {
        return wire.segments(capture);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

    /** Says something, and that this was all. */
    static final class Finishes implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.replay(Step.send(Meetings.SAID), Step.finish()).begin();
        }
    }

    /** The faults as a test declares them. */
    private abstract static class Declared {

        abstract void expired(@PeerSpeaksTls(certificate = TlsCertificate.EXPIRED) Peer peer);

        abstract void otherName(@PeerSpeaksTls(certificate = TlsCertificate.OTHER_NAME) Peer peer);

        abstract void selfSigned(@PeerSpeaksTls(certificate = TlsCertificate.SELF_SIGNED) Peer peer);

        abstract void endsWithoutCloseNotify(@PeerSpeaksTls(closeNotify = false) @PeerSpeaks(Finishes.class) Peer peer);

        abstract void resetsAtPlaintext(
                @PeerSpeaksTls(faultsCount = TlsLayer.PLAINTEXT)
                        @PeerGreets(Meetings.SAID)
                        @PeerResets(afterSending = 3)
                        Peer peer);

        abstract void dials(@ClientSpeaksTls(closeNotify = false) ClientPeer peer);

        abstract void failsByFin(@PeerSpeaksTls @PeerFailsTls(by = TlsFailure.FIN) Peer peer);

        abstract void failsByReset(@PeerSpeaksTls @PeerFailsTls(by = TlsFailure.RESET) Peer peer);

        abstract void failsByGarbage(@PeerSpeaksTls @PeerFailsTls(by = TlsFailure.GARBAGE) Peer peer);

        abstract void failsBySilence(@PeerSpeaksTls @PeerFailsTls(by = TlsFailure.SILENCE) Peer peer);

        abstract void corrupts(@PeerSpeaksTls @PeerCorrupts(garbageBytes = 64, seed = 7) Peer peer);

        abstract void resetsOnDemand(@PeerSpeaksTls @PeerEchoes @PeerResets(onDemand = true) Peer peer);

        abstract void closesOnDemand(@PeerSpeaksTls @PeerEchoes @PeerCloses(onDemand = true) Peer peer);

        abstract void halfClosesOnDemand(@PeerSpeaksTls @PeerEchoes @PeerHalfCloses(onDemand = true) Peer peer);

        abstract void stallsOnDemand(@PeerSpeaksTls @PeerEchoes @PeerStalls(onDemand = true) Peer peer);

        abstract void vanishesOnDemand(@PeerSpeaksTls @PeerEchoes @PeerVanishes(onDemand = true) Peer peer);
    }
}
