package dev.peerless.workshop;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a lesson in one language, in Markdown.
 *
 * @param title without number
 * @param lead what one will see, and how long it takes
 * @param sections what happens on the wire, what is to be done, what is to be remembered
 * @param whole all of it
 */
record LessonText(String title, String lead, List<Section> sections, String whole) {

    private static final String TITLE = "# ";
    private static final String HEADING = "## ";

    /**
     * A part of the text.
     *
     * @param heading without its number signs
     * @param body what follows up to the next heading
     */
    record Section(String heading, String body) {}

    LessonText {
        sections = List.copyOf(sections);
    }

    /** Takes a text apart; what looks like a heading within a code block is none. */
    static LessonText of(String markdown) {
        String title = "";
        var sections = new ArrayList<Section>();
        var body = new StringBuilder();
        String heading = "";
        boolean code = false;
        for (var line : markdown.lines().toList()) {
            code ^= line.startsWith("```");
            if (!code && line.startsWith(HEADING)) {
                sections.add(new Section(heading, body.toString().strip()));
                heading = line.substring(HEADING.length()).strip();
                body.setLength(0);
            } else if (!code && title.isEmpty() && line.startsWith(TITLE)) {
                title = Markdown.inline(line.substring(TITLE.length())
                                .replaceFirst("^\\d+[.、．]\\s*", "")
                                .strip())
                        .replace("`", "");
            } else {
                body.append(line).append('\n');
            }
        }
        sections.add(new Section(heading, body.toString().strip()));
        return new LessonText(title, sections.get(0).body(), sections.subList(1, sections.size()), markdown);
    }

    /** What is to be done. */
    String turn() {
        return body(1);
    }

    /** What one should still know in a year. */
    String remember() {
        return body(2);
    }

    private String body(int section) {
        return section < sections.size() ? sections.get(section).body() : "";
    }
}
