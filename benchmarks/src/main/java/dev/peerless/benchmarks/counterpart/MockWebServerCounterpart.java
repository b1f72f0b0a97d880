package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.net.InetAddress;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;

/** Closes sockets, which is a FIN: it has no RST. */
final class MockWebServerCounterpart implements Counterpart {

    @Override
    public Listening endingOnConnect() throws IOException {
        return start(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());
    }

    @Override
    public Listening endingOnRequest() throws IOException {
        return start(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
    }

    private static Listening start(MockResponse response) throws IOException {
        var server = new MockWebServer();
        server.enqueue(response);
        server.start(InetAddress.getLoopbackAddress(), 0);
        return Listening.on(server.getPort(), server::close);
    }
}
