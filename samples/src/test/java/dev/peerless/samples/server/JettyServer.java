package dev.peerless.samples.server;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** A real Jetty on loopback with the servlet that {@link TomcatServer} has, {@code /report}. */
public final class JettyServer implements AutoCloseable {

    private final Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final Served.Log served = new Served.Log();

    private JettyServer() {}

    public static JettyServer start() throws Exception {
        var server = new JettyServer();
        var context = new ServletContextHandler();
        context.addFilter(new FilterHolder(server.served.witness()), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder(new ReportServlet()), "/report");
        server.jetty.setHandler(context);
        server.jetty.start();
        return server;
    }

    public Served.Log served() {
        return served;
    }

    public URI uri(String path) {
        return jetty.getURI().resolve(path);
    }

    @Override
    public void close() {
        LifeCycle.stop(jetty);
    }
}
