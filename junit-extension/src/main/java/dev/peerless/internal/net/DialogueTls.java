package dev.peerless.internal.net;

import dev.peerless.internal.tls.TlsEngines;
import dev.peerless.plan.Tls;
import java.util.function.Function;

/** The TLS of one peer: puts itself between each of its connections and their dialogues. */
final class DialogueTls {

    private final Tls tls;
    private final TlsEngines engines;

    private DialogueTls(Tls tls, TlsEngines engines) {
        this.tls = tls;
        this.engines = engines;
    }

    /** Makes the certificate, if it is the first of its kind. */
    static DialogueTls ofServer(Tls tls) {
        return new DialogueTls(tls, TlsEngines.server(tls));
    }

    static DialogueTls ofClient(Tls tls) {
        return new DialogueTls(tls, TlsEngines.trustingClient(tls.protocols()));
    }

    /** Puts itself between a connection and who speaks on it. */
    Backend before(ServedConnection connection, EventLoop loop, Function<Line, Backend> stub) {
        return new TlsBackend(connection, loop, engines.next(), tls.closeNotify(), stub);
    }
}
