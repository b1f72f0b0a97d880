package lesson15;

import jakarta.servlet.Filter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.modeler.Registry;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** A real Tomcat with the two pages of this lesson, and a database whose order {@code ?broken=n} cannot be read. */
final class Pages implements AutoCloseable {

    /** What the pages throw needs no log here. Held, since the logging system forgets loggers that nobody holds. */
    private static final Logger TOMCATS_LOG = Logger.getLogger("org.apache");

    static {
        // Else it takes the first one's folder as its home, and makes that anew, for good, whenever another starts.
        System.setProperty("catalina.home", System.getProperty("java.io.tmpdir"));
        // Else two that start at a time in one JVM fight for the names under which JMX knows their parts.
        Registry.disableRegistry();
    }

    private final Tomcat tomcat = new Tomcat();
    private final Path files;

    Pages() throws Exception {
        TOMCATS_LOG.setUseParentHandlers(false);
        files = Files.createTempDirectory("lesson15");
        var webapp = Files.createDirectory(files.resolve("webapp"));
        for (var page : new String[] {"report.jsp", "sorry.jsp"}) {
            copy(page, webapp);
        }
        tomcat.setBaseDir(files.toString());
        tomcat.setPort(0);
        // By default it would be that of the JVM, which need not know what these tests are run with.
        tomcat.getEngine().setParentClassLoader(Pages.class.getClassLoader());
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        var context = tomcat.addWebapp("", webapp.toString());
        var scanner = new StandardJarScanner();
        scanner.setJarScanFilter((type, name) -> false); // there are no tag libraries to be found
        scanner.setScanManifest(false);
        context.setJarScanner(scanner);
        var definition = new FilterDef();
        definition.setFilterName("database");
        definition.setFilter(database());
        context.addFilterDef(definition);
        var mapping = new FilterMap();
        mapping.setFilterName("database");
        mapping.addURLPattern("/report.jsp");
        context.addFilterMap(mapping);
        tomcat.start();
    }

    /** The page lies beside this class, or at the root of the class path. */
    private static void copy(String page, Path webapp) throws IOException {
        var beside = Pages.class.getResourceAsStream(page);
        try (var content = beside == null ? Pages.class.getResourceAsStream("/" + page) : beside) {
            Files.copy(content, webapp.resolve(page));
        }
    }

    private static Filter database() {
        return (request, response, chain) -> {
            int rows = Integer.parseInt(request.getParameter("rows"));
            var broken = request.getParameter("broken");
            request.setAttribute("orders", orders(rows, broken == null ? 0 : Integer.parseInt(broken)));
            chain.doFilter(request, response);
        };
    }

    private static Iterator<String> orders(int rows, int broken) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(number -> {
                    if (number == broken) {
                        throw new IllegalStateException("order " + number + " cannot be read");
                    }
                    return String.format("order %06d   1 pair of socks, wool, grey, size 42          9.90", number);
                })
                .iterator();
    }

    URI report(int rows) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/report.jsp?rows=" + rows);
    }

    URI report(int rows, int broken) {
        return URI.create(report(rows) + "&broken=" + broken);
    }

    @Override
    public void close() throws LifecycleException, IOException {
        tomcat.stop();
        tomcat.destroy();
        try (var all = Files.walk(files)) {
            all.sorted(Comparator.reverseOrder()).forEach(Pages::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
