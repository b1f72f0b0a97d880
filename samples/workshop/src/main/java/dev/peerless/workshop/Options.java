package dev.peerless.workshop;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said on the command line.
 *
 * @param folder of the workshop
 * @param language in which it speaks
 * @param lesson the one to begin at; 0 for that where the learner was
 * @param watch whether a saved file is run at once
 * @param check whether only to find out what this machine can run
 * @param mistake what was not understood, in words
 */
record Options(
        Path folder,
        Language language,
        int lesson,
        boolean watch,
        boolean check,
        @Nullable String mistake) {

    /** Reads the options {@code lang}, {@code lesson}, {@code watch} and {@code check}. */
    static Options of(Path folder, Map<String, String> given, Locale locale) {
        var lang = given.getOrDefault("lang", "").strip();
        var tag = Locale.forLanguageTag(lang.replace('_', '-'));
        var language = lang.isEmpty() ? Language.of(locale) : Language.of(tag);
        var words = new Words(language);
        var lesson = given.getOrDefault("lesson", "").strip();
        String mistake = null;
        if (!lang.isEmpty()
                && !tag.getLanguage().equals("en")
                && !tag.getLanguage().equals("zh")) {
            mistake = words.say("option.lang", lang);
        } else if (!lesson.matches("([1-9]\\d{0,3})?")) {
            mistake = words.say("option.lesson", lesson);
        }
        return new Options(
                folder,
                language,
                mistake != null || lesson.isEmpty() ? 0 : Integer.parseInt(lesson),
                !given.getOrDefault("watch", "true").equals("false"),
                given.containsKey("check") && !given.getOrDefault("check", "").equals("false"),
                mistake);
    }

    /** Says that there is no such lesson, if the one to begin at is none of these. */
    @Nullable
    String noSuchLesson(List<Lesson> lessons) {
        boolean known = lesson == 0 || lessons.stream().map(Lesson::number).anyMatch(number -> number == lesson);
        return known ? null : new Words(language).say("option.no-such-lesson", lesson, Lessons.numbers(lessons));
    }
}
