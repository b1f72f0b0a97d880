package dev.peerless.junit;

import dev.peerless.internal.report.Reports;
import dev.peerless.internal.report.Seen;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Hands over to the report what the peers of a scope saw. It is put into the store after that scope, and so is closed
 * before it, while the peers are still there.
 */
@SuppressWarnings("deprecation") // CloseableResource: JUnit before 5.13 closes nothing else
record ReportRecording(ExtensionContext context, PeerScope scope)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    /** Kept here and not with the listener, which cannot be loaded where there is no launcher. */
    static final String PARAMETER = "peerless.report.dir";

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ReportRecording.class);

    /** Has it handed over at the end of that context, if its run writes a report. */
    static void begin(ExtensionContext context, PeerScope scope) {
        var configured = context.getConfigurationParameter(PARAMETER)
                .filter(directory -> !directory.isBlank())
                .orElse(null);
        if (configured == null) {
            return;
        } else if (Reports.isHeardOf(configured)) {
            context.getStore(NAMESPACE).put(context.getUniqueId(), new ReportRecording(context, scope));
        } else {
            warnOnce(configured, context.getRoot().getStore(NAMESPACE));
        }
    }

    private static synchronized void warnOnce(String configured, ExtensionContext.Store ofRun) {
        if (ofRun.get(PARAMETER) == null) {
            ofRun.put(PARAMETER, configured);
            System.getLogger("dev.peerless.report")
                    .log(
                            System.Logger.Level.WARNING,
                            "Configuration parameter " + PARAMETER + " = \"" + configured
                                    + "\": no report is written, since JUnit's launcher does not know the listener. Put a file"
                                    + " META-INF/services/org.junit.platform.launcher.TestExecutionListener with the line"
                                    + " dev.peerless.junit.ReportListener into the tests' resources, or leave the parameter"
                                    + " out.");
        }
    }

    @Override
    public void close() {
        var open = context.getConfigurationParameter(PARAMETER).map(Reports::in).orElse(List.of());
        if (!open.isEmpty()) {
            var seen = seen();
            open.forEach(report -> report.record(seen));
        }
    }

    private Seen seen() {
        var peers = scope.all().stream()
                .map(peer -> new Seen.PeerSeen(peer.toString(), peer.settledTranscript()))
                .toList();
        return new Seen(context.getUniqueId(), title(), peers, shared());
    }

    private String title() {
        var type = context.getRequiredTestClass();
        var name = type.getName()
                .substring(type.getPackageName().length())
                .replaceFirst("^\\.", "")
                .replace('$', '.');
        return context.getTestMethod().isEmpty() ? name + " (peers of the class)" : name + ": " + names();
    }

    /** A parameterized test's own name says only with what it was called. */
    private String names() {
        var method = context.getRequiredTestMethod().getName();
        var display = context.getDisplayName();
        return display.equals(method + "()") || display.startsWith(method + "(") ? display : method + ", " + display;
    }

    private List<String> shared() {
        var shared = new ArrayList<String>();
        for (var at = context.getParent(); at.isPresent(); at = at.get().getParent()) {
            var around = at.get().getParent().isPresent() ? PeerScope.ofIfPresent(at.get()) : null;
            if (around != null && !around.all().isEmpty()) {
                shared.add(at.get().getUniqueId());
            }
        }
        return shared;
    }
}
