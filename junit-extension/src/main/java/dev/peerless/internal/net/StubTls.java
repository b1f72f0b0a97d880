package dev.peerless.internal.net;

import dev.peerless.internal.tls.TlsEngines;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Tls;

/** The TLS of one stub: puts itself between each of its connections and their dialogues. */
final class StubTls {

    private final Tls tls;
    private final TlsEngines engines;

    /** Makes the certificate, if it is the first of its kind. */
    StubTls(Tls tls) {
        this.tls = tls;
        this.engines = TlsEngines.server(tls);
    }

    Backend backend(ServedConnection connection, EventLoop loop, Dialogue dialogue) {
        return new TlsBackend(
                connection, loop, engines.next(), tls.closeNotify(), line -> new StubBackend(line, dialogue));
    }
}
