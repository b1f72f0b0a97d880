package dev.peerless.assertions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.peerless.assertions.Accesses.DESERIALISES;
import static dev.peerless.assertions.Accesses.DIALS;
import static dev.peerless.assertions.Accesses.LISTENS;
import static dev.peerless.assertions.Accesses.REFLECTS;
import static dev.peerless.assertions.Accesses.STARTS_PROCESSES;
import static dev.peerless.assertions.Accesses.WRITES_FILES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
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
import java.util.logging.FileHandler;
import javax.net.SocketFactory;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/** The rules forbid what the code does not do; here they meet code that does, one access a line. */
class SafetyRulesCanFailTest {

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
