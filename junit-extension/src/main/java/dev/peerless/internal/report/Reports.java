package dev.peerless.internal.report;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The reports of the runs that go on in this JVM. The listener that opens and closes them and the extension that fills
 * them are made by JUnit, which lets them meet nowhere else.
 */
public final class Reports {

    private static final List<Report> OPEN = new CopyOnWriteArrayList<>();

    /** What runs of this JVM have configured, as far as a listener has heard of it. */
    private static final Set<String> HEARD_OF = ConcurrentHashMap.newKeySet();

    private Reports() {}

    /**
     * Opens one.
     *
     * @param configured the directory, as configured
     * @throws java.nio.file.InvalidPathException if that is no path
     */
    public static Report open(String configured) {
        HEARD_OF.add(configured);
        var report = new Report(configured);
        OPEN.add(report);
        return report;
    }

    /** Tells whether a listener was there for a run so configured, be it that it could not write. */
    public static boolean isHeardOf(String configured) {
        return HEARD_OF.contains(configured);
    }

    public static void close(Report report) {
        OPEN.remove(report);
    }

    /** Gives the reports that a test so configured may belong to: each keeps only what belongs to its own tests. */
    public static List<Report> in(String configured) {
        return OPEN.stream()
                .filter(report -> report.configured().equals(configured))
                .toList();
    }
}
