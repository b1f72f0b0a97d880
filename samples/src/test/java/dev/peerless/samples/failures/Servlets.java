package dev.peerless.samples.failures;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.whenSaid;

import dev.peerless.fault.Fault;
import dev.peerless.peer.ClientPeer;
import dev.peerless.samples.server.JettyServer;
import dev.peerless.samples.server.Report;
import dev.peerless.samples.server.Served;
import dev.peerless.samples.server.TomcatServer;
import dev.peerless.wire.Bytes;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** What servlets are told of clients that leave. */
final class Servlets {

    private static final String REPORT = "/report?rows=" + Report.LONG;
    private static final Bytes UPLOAD = Bytes.utf8("x".repeat(100_000));

    private Servlets() {}

    static List<Provocation> all() {
        return Stream.of("Tomcat", "Jetty").flatMap(Servlets::of).toList();
    }

    private static Stream<Provocation> of(String container) {
        return Stream.of(
                new Provocation(
                        container,
                        "RST in an answer",
                        () -> serve(container, Fault.reset(afterReceiving(20_000)), Servlets::download)),
                new Provocation(
                        container,
                        "FIN after a request",
                        () -> serve(container, Fault.close(whenSaid()), Servlets::download)),
                new Provocation(
                        container,
                        "RST in an upload",
                        () -> serve(container, Fault.reset(afterSending(2000)), Servlets::upload)),
                new Provocation(
                        container,
                        "FIN in an upload",
                        () -> serve(container, Fault.close(afterSending(2000)), Servlets::upload)));
    }

    private interface Use {

        void of(ClientPeer client, URI uri) throws Exception;
    }

    private static void download(ClientPeer client, URI server) {
        client.get(server.resolve(REPORT));
    }

    private static void upload(ClientPeer client, URI server) {
        client.post(server.resolve("/report"), UPLOAD);
    }

    private static void serve(String container, Fault fault, Use use) throws Exception {
        if (container.equals("Tomcat")) {
            try (var server = TomcatServer.start()) {
                serve(server.served(), server.uri("/"), fault, use);
            }
        } else {
            try (var server = JettyServer.start()) {
                serve(server.served(), server.uri("/"), fault, use);
            }
        }
    }

    private static void serve(Served.Log served, URI server, Fault fault, Use use) throws Exception {
        try (var client = ClientPeer.plan().fault(fault).create()) {
            use.of(client, server);
            Attempts.rethrow(served.next().thrown());
        }
    }
}
