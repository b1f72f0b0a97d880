package dev.peerless.incidents.heartbeats;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.tomcat.util.http.fileupload.FileUtils;

/** Apache Qpid Broker-J in this JVM, all in memory. It speaks AMQP 0-9-1, as RabbitMQ does, and asks for no heartbeats. */
final class Broker implements AutoCloseable {

    private final Path files = Files.createTempDirectory("broker");
    private final Started started = new Started();
    private final SystemLauncher launcher = new SystemLauncher(started);

    Broker() throws Exception {
        launcher.startup(Map.of(
                SystemConfig.TYPE,
                "Memory",
                SystemConfig.INITIAL_CONFIGURATION_LOCATION,
                Broker.class.getResource("/broker.json").toExternalForm(),
                SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT,
                false,
                SystemConfig.CONTEXT,
                Map.of(SystemConfig.QPID_WORK_DIR, files.toString())));
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", started.port());
    }

    /** Connects without anything between. */
    Connection connect() throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setPort(started.port());
        factory.setHost("127.0.0.1");
        return factory.newConnection();
    }

    @Override
    public void close() throws IOException {
        launcher.shutdown();
        FileUtils.deleteDirectory(files.toFile());
    }

    /** Knows the port that the system has chosen. */
    private static final class Started extends DefaultSystemLauncherListener {

        private SystemConfig<?> system;

        @Override
        public void onContainerResolve(SystemConfig<?> system) {
            this.system = system;
        }

        int port() {
            return system.getContainer()
                    .getChildren(Port.class)
                    .iterator()
                    .next()
                    .getBoundPort();
        }
    }
}
