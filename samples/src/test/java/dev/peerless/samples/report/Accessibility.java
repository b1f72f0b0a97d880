package dev.peerless.samples.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What can be said by rule of whether people can read and use a page. */
final class Accessibility {

    /** The least contrast of normal text, by WCAG 2.2, 1.4.3. */
    static final double LEAST_CONTRAST = 4.5;

    private static final String CONTRASTS = """
            const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
            const luminance = colour => {
              const [r, g, b] = numbers(colour).slice(0, 3).map(c => c / 255)
                .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const behind = text => {
              const event = text.closest('g.e');
              const shape = event?.querySelector('.mark') ?? event?.querySelector('.box');
              return shape ? getComputedStyle(shape).fill : getComputedStyle(document.body).backgroundColor;
            };
            return [...document.querySelectorAll('svg text')].map(text => {
              const [dark, light] = [luminance(getComputedStyle(text).fill), luminance(behind(text))].sort((a, b) => a - b);
              return [(light + 0.05) / (dark + 0.05), text.textContent];
            }).sort((a, b) => a[0] - b[0]).map(found => found[0].toFixed(2) + ' ' + found[1]);
            """;

    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] })
              .then(result => done(result.violations.flatMap(violation =>
                violation.nodes.map(node => violation.id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary))))
              .catch(error => done(['axe failed: ' + error]));
            """;

    private Accessibility() {}

    /** Gives what axe-core, which knows the common rules, finds wrong; what is closed is opened first. */
    static List<String> violations(Browser browser) throws IOException {
        browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");
        browser.run(script());
        return browser.runAsync(AXE);
    }

    private static String script() throws IOException {
        try (var in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Gives the contrast of each text in a diagram, which axe-core does not look at: the least first, as it is and what of. */
    static List<String> contrastsInDiagrams(Browser browser) {
        return browser.run(CONTRASTS);
    }
}
