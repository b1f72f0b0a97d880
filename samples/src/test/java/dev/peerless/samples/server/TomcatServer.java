package dev.peerless.samples.server;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.http.fileupload.FileUtils;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * A real Tomcat on loopback with a page compiled by Jasper, {@code /report.jsp}, and a servlet, {@code /report}, that sends
 * the same through its {@code OutputStream} and counts the bytes of what is posted to it.
 */
public final class TomcatServer implements AutoCloseable {

    /** Held here, since the logging system forgets loggers that nobody holds. */
    private static final Logger TOMCATS_LOG = Logger.getLogger("org.apache");

    static {
        // Else it takes the first one's folder as its home, and makes that anew, for good, whenever another starts.
        System.setProperty("catalina.home", System.getProperty("java.io.tmpdir"));
    }

    private final Tomcat tomcat = new Tomcat();
    private final Path files;
    private final Served.Log served = new Served.Log();
    private final BlockingQueue<LogRecord> errors = new LinkedBlockingQueue<>();
    private final Handler errorHandler = new ErrorHandler();

    private TomcatServer(Path files) {
        this.files = files;
    }

    /** Starts one, with filters in front of its pages, outermost first. */
    public static TomcatServer start(Filter... filters) throws Exception {
        return startWith("/report", new ReportServlet(), filters);
    }

    /** Starts one with this servlet in place of the report's. */
    public static TomcatServer startWith(String path, Servlet servlet, Filter... filters) throws Exception {
        var server = new TomcatServer(Files.createTempDirectory("tomcat"));
        server.listenToErrors();
        server.tomcat.setBaseDir(server.files.toString());
        server.tomcat.setPort(0);
        server.tomcat.getConnector().setProperty("address", "127.0.0.1");
        var context = server.tomcat.addWebapp("", webapp(server.files).toString());
        skipJarScan(context);
        for (var filter : filters) {
            addFilter(context, filter);
        }
        addFilter(context, server.served.witness());
        Tomcat.addServlet(context, servlet.getClass().getSimpleName(), servlet).addMapping(path);
        server.tomcat.start();
        return server;
    }

    /** Tomcat wants a folder, and these classes may be in a jar. */
    private static Path webapp(Path files) throws IOException {
        var webapp = Files.createDirectory(files.resolve("webapp"));
        try (var page = TomcatServer.class.getResourceAsStream("/webapp/report.jsp")) {
            Files.copy(page, webapp.resolve("report.jsp"));
        }
        return webapp;
    }

    /** Looking for tag libraries in all of the class path takes longer than these tests. */
    private static void skipJarScan(Context context) {
        var scanner = new StandardJarScanner();
        scanner.setJarScanFilter((type, name) -> false);
        scanner.setScanManifest(false);
        context.setJarScanner(scanner);
    }

    private static void addFilter(Context context, Filter filter) {
        var name = "filter " + (context.findFilterDefs().length + 1);
        var definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        context.addFilterDef(definition);
        var mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
    }

    Path files() {
        return files;
    }

    public Served.Log served() {
        return served;
    }

    /** The port is there since the start. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }

    /** Waits until Tomcat has logged an error, and tells with what. */
    String nextError() throws InterruptedException {
        var record = errors.poll(Served.Log.PATIENCE_SECONDS, TimeUnit.SECONDS);
        return record == null ? "" : record.getMessage();
    }

    /** Tells whether Tomcat has logged an error that nobody has asked for. */
    boolean hasLoggedErrors() {
        return !errors.isEmpty();
    }

    private void listenToErrors() {
        TOMCATS_LOG.setUseParentHandlers(false);
        TOMCATS_LOG.addHandler(errorHandler);
    }

    private final class ErrorHandler extends Handler {

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
                errors.add(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Override
    public void close() throws IOException, LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        TOMCATS_LOG.removeHandler(errorHandler);
        TOMCATS_LOG.setUseParentHandlers(true);
        FileUtils.deleteDirectory(files.toFile());
    }
}
