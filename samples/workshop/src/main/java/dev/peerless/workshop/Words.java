package dev.peerless.workshop;

import java.util.Locale;
import java.util.ResourceBundle;

/** What the workshop says, in the learner's language: the texts of {@code words.properties}, with {@code %s} for what varies. */
final class Words {

    private final ResourceBundle texts;

    Words(Language language) {
        // Without the control, English would be looked for in the default locale first.
        texts = ResourceBundle.getBundle(
                "dev.peerless.workshop.words",
                language == Language.CHINESE ? Locale.CHINESE : Locale.ROOT,
                Words.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String say(String key, Object... values) {
        return String.format(Locale.ROOT, texts.getString(key), values);
    }
}
