package dev.peerless.samples.server;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.whenSaid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.peer.ClientPeer;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the guide's tables of what servers meet to what these servers meet. One cell after the other: the servers are
 * shared, and each tells only what it has served next.
 */
@Execution(ExecutionMode.SAME_THREAD)
class ServerTableTest {

    private static final Bytes UPLOAD = Bytes.utf8("x".repeat(100_000));

    private static final Map<String, Fault> CLIENTS = Map.of(
            "@ClientStops(afterReceiving = 20_000)", Fault.reset(afterReceiving(20_000)),
            "@ClientLeaves", Fault.close(whenSaid()),
            "@ClientHalfCloses", Fault.halfClose(whenSaid()),
            "@ClientStops(afterSending = 2000)", Fault.reset(afterSending(2000)),
            "@ClientLeaves(afterSending = 2000)", Fault.close(afterSending(2000)));

    private static RawServer raw;
    private static JdkServer jdk;
    private static TomcatServer tomcat;

    /** One cell: what a client does, to which server, and what the server's code meets. */
    record Cell(String client, String server, String met) {}

    private record Target(URI uri, Served.Log served) {}

    @BeforeAll
    static void start() throws Exception {
        raw = RawServer.start();
        jdk = JdkServer.start();
        tomcat = TomcatServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        raw.close();
        jdk.close();
        tomcat.close();
    }

    @ParameterizedTest
    @MethodSource("responses")
    void aServerThatSendsMeetsWhatTheTableSays(Cell cell) throws Exception {
        var target = target(cell.server());
        try (var client = ClientPeer.plan().fault(CLIENTS.get(cell.client())).create()) {
            client.get(target.uri());

            assertThat(met(target.served().next())).isEqualTo(cell.met());
        }
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void aServerThatReadsMeetsWhatTheTableSays(Cell cell) throws Exception {
        var target = target(cell.server());
        try (var client = ClientPeer.plan().fault(CLIENTS.get(cell.client())).create()) {
            client.post(target.uri(), UPLOAD);

            assertThat(met(target.served().next())).isEqualTo(cell.met());
        }
    }

    static Stream<Cell> responses() throws IOException {
        return cells("| while it sends 12.8 MB |");
    }

    static Stream<Cell> uploads() throws IOException {
        return cells("| while it reads 100 KB |");
    }

    private static Target target(String server) {
        var rows = "rows=" + Report.LONG;
        return switch (server) {
            case "raw socket" -> new Target(raw.uri("/report?" + rows), raw.served());
            case "HttpServer" -> new Target(jdk.uri("/report?" + rows), jdk.served());
            case "servlet" -> new Target(tomcat.uri("/report?" + rows), tomcat.served());
            case "JSP" -> new Target(tomcat.uri("/report.jsp?" + rows), tomcat.served());
            case "JSP that flushes" -> new Target(tomcat.uri("/report.jsp?watch=flush&" + rows), tomcat.served());
            default -> throw new AssertionError("no such server: " + server);
        };
    }

    /** The message of the last cause, or its class if it has none. */
    private static String met(Served served) {
        var cause = served.thrown();
        if (cause == null) {
            return "nothing";
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static Stream<Cell> cells(String header) throws IOException {
        var lines = Files.readAllLines(guide());
        int first = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith(header))
                .findFirst()
                .orElseThrow();
        var servers = cells(lines, first);
        return lines.subList(first + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> cells(List.of(line), 0))
                .flatMap(row -> IntStream.range(1, row.size())
                        .mapToObj(column -> new Cell(row.get(0), servers.get(column), row.get(column))));
    }

    private static List<String> cells(List<String> lines, int line) {
        return Arrays.stream(lines.get(line).split("\\|", -1))
                .map(cell -> cell.replace("`", "").strip())
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    /** Surefire runs in the module's folder, an editor may run in the project's. */
    private static Path guide() {
        var here = Path.of("docs", "client-peers.md");
        return Files.exists(here) ? here : Path.of("..").resolve(here);
    }
}
