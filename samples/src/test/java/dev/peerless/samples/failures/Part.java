package dev.peerless.samples.failures;

import java.util.List;
import java.util.function.Supplier;

/** What is provoked one after the other, so that a server has one client at a time; parts go on side by side. */
enum Part {
    SERVLETS(Servlets::all),
    JDBC(Jdbc::all),
    TLS(TlsSockets::all),
    HTTP(HttpClients::all),
    NETTY(Netty::all),
    SOCKETS(JdkSockets::all),
    CHANNELS(Channels::all),
    OWN_MACHINE(OwnMachine::all),
    SYSTEM(SystemErrors::all);

    private final Supplier<List<Provocation>> provocations;

    Part(Supplier<List<Provocation>> provocations) {
        this.provocations = provocations;
    }

    List<Provocation> provocations() {
        return provocations.get();
    }
}
