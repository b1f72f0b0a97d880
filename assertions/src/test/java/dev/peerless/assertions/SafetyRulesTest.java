package dev.peerless.assertions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Formatter;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.logging.FileHandler;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the published classes may not do on somebody's machine, and the few that may. */
class SafetyRulesTest {

    private static final String ROOT = "dev.peerless.";

    private static final JavaClasses PUBLISHED = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/test/"))
            .importPackages("dev.peerless");

    @Test
    void theyAreThoseOfBothJars() {
        assertThat(PUBLISHED.contain("dev.peerless.assertions.PeerlessAssertions"))
                .isTrue();
        assertThat(PUBLISHED.contain("dev.peerless.peer.Peer")).isTrue();
    }

    @Test
    void nobodyMakesObjectsOfBytes() {
        check(DESERIALISES, type -> false);
    }

    /**
     * The extension looks at what the user's test declares, the switch of the assertions at a name that stands there, the
     * choice of colours at what a console of a newer JDK says of itself.
     */
    @Test
    void nobodyLooksUpClassesOrCallsMethodsByNameOutsideOfTheExtension() {
        check(
                REFLECTS,
                type -> type.getPackageName().equals(ROOT + "junit")
                        || Set.of(ROOT + "peer.ReleaseWatching", ROOT + "transcript.TerminalChoice")
                                .contains(type.getName()));
    }

    @Test
    void nobodyButTheReportWritesFiles() {
        check(WRITES_FILES, type -> type.getName().equals(ROOT + "internal.report.Pages"));
    }

    @Test
    void nobodyButTheKillerOfSocketsStartsProcesses() {
        check(STARTS_PROCESSES, type -> type.getName().equals(ROOT + "internal.os.SocketKiller"));
    }

    @Test
    void nobodyButThePortsListens() {
        check(
                LISTENS,
                type -> isSimulated(type)
                        || Set.of(
                                        // On loopback, or where the test says.
                                        ROOT + "internal.net.Port",
                                        // On loopback.
                                        ROOT + "peer.TakenPort",
                                        ROOT + "internal.os.KillTrial")
                                .contains(type.getName()));
    }

    @Test
    void nobodyDialsButWhomTheTestNamesAndItself() {
        check(
                DIALS,
                type -> isSimulated(type)
                        || Set.of(
                                        // Whom the test names.
                                        ROOT + "internal.net.PeerDialer$Dial",
                                        ROOT + "internal.net.RelayBackend",
                                        // A listener of its own.
                                        ROOT + "internal.net.FullQueue",
                                        ROOT + "internal.os.KillTrial")
                                .contains(type.getName()));
    }

    /** The rules forbid what the code does not do; here they meet code that does, one access a line. */
    @Nested
    class TheRulesCanFail {

        @Test
        void whereObjectsAreMadeOfBytes() {
            assertThat(violations(DESERIALISES, Deserialises.class)).isEqualTo(3);
        }

        @Test
        void whereClassesAreLookedUp() {
            assertThat(violations(REFLECTS, Reflects.class)).isEqualTo(9);
        }

        @Test
        void whereFilesAreWritten() {
            assertThat(violations(WRITES_FILES, WritesFiles.class)).isEqualTo(15);
        }

        @Test
        void whereProcessesAreStarted() {
            assertThat(violations(STARTS_PROCESSES, StartsProcesses.class)).isEqualTo(3);
        }

        @Test
        void whereSomebodyListens() {
            assertThat(violations(LISTENS, Listens.class)).isEqualTo(8);
        }

        @Test
        void whereSomebodyDials() {
            assertThat(violations(DIALS, Dials.class)).isEqualTo(14);
        }

        private static int violations(DescribedPredicate<JavaAccess<?>> access, Class<?> offender) {
            return noClasses()
                    .should()
                    .accessTargetWhere(access)
                    .evaluate(new ClassFileImporter().importClasses(offender))
                    .getFailureReport()
                    .getDetails()
                    .size();
        }
    }

    private static final DescribedPredicate<JavaAccess<?>> DESERIALISES = access(
            "make objects of bytes",
            access -> isA(access, ObjectInputStream.class) && access.getName().matches("<init>|readObject|readUnshared")
                    || access.getTargetOwner().getName().matches("java\\.beans\\.XMLDecoder|javax\\.script\\..*"));

    private static final DescribedPredicate<JavaAccess<?>> REFLECTS = access(
            "look up classes or call methods by name",
            access -> access.getTargetOwner()
                            .getName()
                            .matches(".*\\.(ReflectionSupport|MethodHandles(\\$Lookup)?|ServiceLoader)")
                    || isA(access, ClassLoader.class)
                    || access.getTargetOwner().getPackageName().equals("java.lang.reflect")
                            && access.getName().matches("invoke|new(Proxy)?Instance|set.*")
                    || isOf(access, Class.class)
                            && access.getName().matches("forName|newInstance|get(Declared)?(Method|Field|Con).*"));

    private static final DescribedPredicate<JavaAccess<?>> WRITES_FILES = access(
            "write files",
            access -> isOf(access, Files.class)
                            && access.getName()
                                    .matches(
                                            "new(OutputStream|BufferedWriter|ByteChannel)|write.*|create.*|copy|move|delete.*"
                                                    + "|set.*")
                    || Stream.of(FileChannel.class, AsynchronousFileChannel.class)
                                    .anyMatch(type -> isOf(access, type))
                            && access.getName().equals("open")
                    || Stream.of(FileOutputStream.class, FileWriter.class, RandomAccessFile.class, FileHandler.class)
                                    .anyMatch(type -> isA(access, type))
                            && access.getName().equals("<init>")
                    || isOf(access, File.class) && access.getName().matches("create.*|delete.*|mkdir.*|renameTo|set.*")
                    || Stream.of(PrintStream.class, PrintWriter.class, Formatter.class)
                                    .anyMatch(type -> isA(access, type))
                            && opensAFile(access));

    private static boolean opensAFile(JavaAccess<?> access) {
        return access.getName().equals("<init>")
                && access.getTarget().getFullName().matches(".*\\(java\\.(io\\.File|lang\\.String).*");
    }

    private static final DescribedPredicate<JavaAccess<?>> STARTS_PROCESSES = access(
            "start processes",
            access -> isOf(access, ProcessBuilder.class) && access.getName().matches("start(Pipeline)?")
                    || isOf(access, Runtime.class) && access.getName().equals("exec"));

    private static final DescribedPredicate<JavaAccess<?>> LISTENS = access(
            "listen",
            access -> access.getName().equals("bind") && isASocket(access)
                    || access.getName().equals("<init>")
                            && (isA(access, ServerSocket.class) || isA(access, DatagramSocket.class))
                    || isA(access, ServerSocketFactory.class)
                            && access.getName().equals("createServerSocket")
                    || access.getTargetOwner().getPackageName().equals("com.sun.net.httpserver")
                            && access.getName().equals("create"));

    private static final DescribedPredicate<JavaAccess<?>> DIALS = access(
            "dial",
            access -> access.getName().matches("connect|send") && isASocket(access)
                    || access.getName().equals("<init>") && isA(access, Socket.class)
                    || isA(access, SocketFactory.class) && access.getName().equals("createSocket")
                    || isOf(access, SocketChannel.class)
                            && access.getName().equals("open")
                            && access.getTarget().getFullName().contains("SocketAddress")
                    || isOf(access, URL.class) && access.getName().matches("open(Connection|Stream)|getContent")
                    || isA(access, URLConnection.class)
                    || access.getTargetOwner().getPackageName().equals("java.net.http"));

    private static boolean isSimulated(JavaClass type) {
        // The code under test's own sockets, which it binds and connects itself.
        return type.getPackageName().equals(ROOT + "simulated");
    }

    private static boolean isASocket(JavaAccess<?> access) {
        return Stream.of(
                        Socket.class,
                        ServerSocket.class,
                        DatagramSocket.class,
                        SocketChannel.class,
                        ServerSocketChannel.class,
                        DatagramChannel.class,
                        AsynchronousSocketChannel.class,
                        AsynchronousServerSocketChannel.class)
                .anyMatch(type -> isA(access, type));
    }

    private static boolean isA(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isAssignableTo(type);
    }

    private static boolean isOf(JavaAccess<?> access, Class<?> type) {
        return access.getTargetOwner().isEquivalentTo(type);
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(description, test);
    }

    private static void check(DescribedPredicate<JavaAccess<?>> access, Predicate<JavaClass> mayDoSo) {
        noClasses()
                .that(DescribedPredicate.describe("may not do so", type -> !mayDoSo.test(type)))
                .should()
                .accessTargetWhere(access)
                .allowEmptyShould(false)
                .check(PUBLISHED);
    }

    private static final class Deserialises {

        Object read(InputStream bytes) throws IOException, ClassNotFoundException {
            try (var in = new ObjectInputStream(bytes)) {
                return in.readObject();
            }
        }

        Object readAlone(ObjectInputStream in) throws IOException, ClassNotFoundException {
            return in.readUnshared();
        }
    }

    private static final class Reflects {

        Object make(String name) throws ReflectiveOperationException {
            ServiceLoader.load(Runnable.class);
            return Class.forName(name).getDeclaredConstructor().newInstance();
        }

        @SuppressWarnings("deprecation") // nobody is to call it all the same
        Object makeOtherwise(String name, ClassLoader loader) throws ReflectiveOperationException {
            var type = loader.loadClass(name);
            MethodHandles.lookup().findConstructor(type, MethodType.methodType(void.class));
            Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, arguments) -> null);
            return type.newInstance();
        }
    }

    private static final class WritesFiles {

        @SuppressWarnings("try") // opened, and no more
        void write(Path path) throws IOException {
            Files.writeString(path, "x");
            Files.createDirectories(path);
            try (var out = Files.newOutputStream(path)) {}
            try (var out = new FileOutputStream(path.toFile())) {}
            try (var out = new RandomAccessFile(path.toFile(), "rw")) {}
            try (var out = FileChannel.open(path, StandardOpenOption.WRITE)) {}
            try (var out = AsynchronousFileChannel.open(path, StandardOpenOption.WRITE)) {}
            try (var out = new PrintStream(path.toFile())) {}
            try (var out = new PrintWriter(path.toFile(), UTF_8)) {}
            try (var out = new PrintWriter(path.toString(), UTF_8)) {}
            try (var out = new FileWriter(path.toFile(), UTF_8)) {}
            try (var out = new FileWriter(path.toString(), UTF_8)) {}
            try (var out = new Formatter(path.toFile())) {}
            new FileHandler(path.toString()).close();
            assertThat(path.toFile().delete()).isTrue();
        }
    }

    private static final class StartsProcesses {

        void start() throws IOException {
            new ProcessBuilder("ls").start();
            ProcessBuilder.startPipeline(List.of(new ProcessBuilder("ls")));
            Runtime.getRuntime().exec(new String[] {"ls"});
        }
    }

    private static final class Listens {

        @SuppressWarnings("try") // opened, and no more
        void listen(InetSocketAddress address) throws IOException {
            try (var socket = new ServerSocket(0)) {
                socket.bind(address);
            }
            try (var channel = ServerSocketChannel.open()) {
                channel.bind(address);
            }
            try (var channel = AsynchronousServerSocketChannel.open()) {
                channel.bind(address);
            }
            try (var channel = DatagramChannel.open()) {
                channel.bind(address);
            }
            try (var socket = new DatagramSocket(address)) {}
            try (var socket = SSLServerSocketFactory.getDefault().createServerSocket(0)) {}
            HttpServer.create(address, 0);
        }
    }

    private static final class Dials {

        @SuppressWarnings("try") // opened, and no more
        void dial(InetSocketAddress address) throws IOException {
            try (var socket = new Socket()) {
                socket.connect(address);
            }
            try (var channel = SocketChannel.open(address)) {}
            try (var channel = SocketChannel.open()) {
                channel.connect(address);
            }
            try (var channel = AsynchronousSocketChannel.open()) {
                channel.connect(address);
            }
            try (var channel = DatagramChannel.open()) {
                channel.send(ByteBuffer.allocate(1), address);
            }
            try (var socket = SocketFactory.getDefault().createSocket(address.getAddress(), address.getPort())) {}
            try (var socket = SSLSocketFactory.getDefault().createSocket(address.getAddress(), address.getPort())) {}
        }

        @SuppressWarnings("try") // opened, and no more
        void get(URL url) throws IOException {
            try (var content = url.openStream()) {}
            url.openConnection().connect();
            HttpClient.newHttpClient();
        }

        void get(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
            client.send(request, BodyHandlers.discarding());
        }
    }
}
