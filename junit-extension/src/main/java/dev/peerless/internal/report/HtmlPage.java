package dev.peerless.internal.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What stands around the tests in the page. Nothing is fetched: the policy in its head forbids it. */
final class HtmlPage {

    private HtmlPage() {}

    static String head(Index index) {
        var head = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                + "script-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        head.append(index.summary()).append(" - Peerless report</title>\n<style>\n");
        head.append(resource("report.css")).append("</style></head>\n<body>\n");
        head.append("<a class=\"skip\" href=\"#tests\">Skip to the tests</a>\n<header><h1>Peerless report</h1>\n<p>");
        head.append(index.summary())
                .append("; ")
                .append(index.extent())
                .append("</p>\n<fieldset><legend>Show</legend>");
        head.append(choice("all", "all", index.tests(), true));
        for (var outcome : Outcome.values()) {
            head.append(choice(outcome.name().toLowerCase(Locale.ROOT), outcome.word(), index.count(outcome), false));
        }
        head.append("</fieldset>\n<label class=\"js\"><input type=\"checkbox\" id=\"scale\"> time to scale</label>"
                + "<p role=\"status\" id=\"shown\"></p></header>\n");
        return head.append(failures(index))
                .append("<main id=\"tests\" tabindex=\"-1\"><h2>Tests</h2>\n")
                .toString();
    }

    static String tail() {
        return "</main>\n<script>\n" + resource("report.js") + "</script>\n</body></html>\n";
    }

    private static String choice(String value, String word, int count, boolean chosen) {
        return "<label><input type=\"radio\" name=\"show\" id=\"show-" + value + "\"" + (chosen ? " checked" : "")
                + "> " + word + " (" + count + ")</label>";
    }

    private static String failures(Index index) {
        if (index.failures().isEmpty()) {
            return "";
        }
        var list = new StringBuilder("<nav aria-label=\"Failed tests\"><h2>Failed tests</h2><ul>\n");
        for (var failure : index.failures()) {
            list.append("<li><a href=\"#")
                    .append(failure.anchor())
                    .append("\">")
                    .append(Html.text(failure.title()));
            list.append("</a>");
            failure.diagrams().forEach(anchor -> list.append(" " + diagram(failure, anchor)));
            list.append("<br><span>").append(Html.text(failure.reason())).append("</span></li>\n");
        }
        return list.append("</ul></nav>\n").toString();
    }

    /** Out of its context, such as in a screen reader's list of links, it says of what. */
    private static String diagram(Index.Failed failure, String anchor) {
        return "<a href=\"#" + anchor + "\">diagram<span class=\"heard\"> of " + Html.text(failure.title())
                + "</span></a>";
    }

    private static String resource(String name) {
        try (var in = HtmlPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + HtmlPage.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
