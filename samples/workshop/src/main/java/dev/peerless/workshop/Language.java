package dev.peerless.workshop;

import java.util.Locale;

/** The languages of the workshop. */
enum Language {
    ENGLISH("", Locale.ENGLISH),
    CHINESE(".zh-CN", Locale.SIMPLIFIED_CHINESE);

    private final String suffix;
    private final Locale locale;

    Language(String suffix, Locale locale) {
        this.suffix = suffix;
        this.locale = locale;
    }

    /** That of a locale: Chinese where it is spoken, English everywhere else. */
    static Language of(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
    }

    /** The name of a text in this language: {@code README.md}, {@code README.zh-CN.md}. */
    String file(String name) {
        return name + suffix + ".md";
    }

    Locale locale() {
        return locale;
    }
}
