package dev.peerless.samples.report;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A run of tests that writes its report, as a build has it. */
final class StagedRun {

    private StagedRun() {}

    /** Runs the tests of a class, and gives the page. */
    static Path of(Class<?> tests, Path directory) throws IOException {
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("peerless.report.dir", directory.toString())
                .build();
        LauncherFactory.create().execute(request);
        try (var pages = Files.newDirectoryStream(directory, "*.html")) {
            return pages.iterator().next();
        }
    }
}
