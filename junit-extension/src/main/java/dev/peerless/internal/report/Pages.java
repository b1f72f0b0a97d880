package dev.peerless.internal.report;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one run. Each test is written as it ends, into parts, so that only a line of each is kept in memory; what
 * stands before them is known at the end.
 *
 * <p>Several JVMs may write to one directory at once: the names hold the process id, and a number where that is taken.
 */
final class Pages implements Closeable {

    private final Path html;
    private final Path markdown;
    private final Path htmlPart;
    private final Path markdownPart;
    private final Allowance allowance = new Allowance();
    private final OutputStream htmlTests;
    private final OutputStream markdownTests;

    private Pages(Path html) throws IOException {
        this.html = html;
        this.markdown = withExtension(html, ".md");
        this.htmlPart = withExtension(html, ".html.part");
        this.markdownPart = withExtension(html, ".md.part");
        this.htmlTests = new BufferedOutputStream(Files.newOutputStream(htmlPart));
        this.markdownTests = new BufferedOutputStream(Files.newOutputStream(markdownPart));
    }

    static Pages in(Path directory) throws IOException {
        Files.createDirectories(directory);
        var name = "peerless-report-" + ProcessHandle.current().pid();
        for (int n = 1; ; n++) {
            var html = directory.resolve(name + (n == 1 ? "" : "-" + n) + ".html");
            try {
                return new Pages(Files.createFile(html));
            } catch (FileAlreadyExistsException taken) {
                // The next number may be free.
            }
        }
    }

    private static Path withExtension(Path html, String extension) {
        return html.resolveSibling(html.getFileName().toString().replaceFirst("\\.html$", extension));
    }

    void add(Told test) throws IOException {
        write(htmlTests, TestHtml.of(test, allowance));
        if (test.outcome() == Outcome.FAILED) {
            write(markdownTests, Markdown.of(test));
        }
    }

    Path finish(Index index) throws IOException {
        close();
        assemble(html, HtmlPage.head(index), htmlPart, HtmlPage.tail());
        assemble(markdown, Markdown.head(index), markdownPart, "");
        return html;
    }

    private static void assemble(Path whole, String head, Path part, String tail) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(whole))) {
            write(out, head);
            Files.copy(part, out);
            write(out, tail);
        }
        Files.delete(part);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        try (htmlTests;
                markdownTests) {
            htmlTests.flush();
            markdownTests.flush();
        }
    }
}
