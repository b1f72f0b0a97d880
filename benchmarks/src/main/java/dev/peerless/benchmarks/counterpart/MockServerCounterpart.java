package dev.peerless.benchmarks.counterpart;

import static org.mockserver.model.HttpError.error;
import static org.mockserver.model.HttpRequest.request;

import org.mockserver.configuration.Configuration;
import org.mockserver.integration.ClientAndServer;
import org.slf4j.event.Level;

/** Its error that drops the connection, which answers a request. */
final class MockServerCounterpart implements Counterpart {

    @Override
    public Listening endingOnRequest() {
        var server = start();
        server.when(request("/")).error(error().withDropConnection(true));
        return listening(server);
    }

    @Override
    public Listening holding() {
        return listening(start());
    }

    private static ClientAndServer start() {
        var quiet = Configuration.configuration().logLevel(Level.ERROR);
        return ClientAndServer.startClientAndServer(quiet, 0);
    }

    private static Listening listening(ClientAndServer server) {
        return Listening.on(server.getLocalPort(), server::stop);
    }
}
