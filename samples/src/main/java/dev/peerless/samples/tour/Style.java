package dev.peerless.samples.tour;

import dev.peerless.transcript.TerminalForm;
import dev.peerless.transcript.Transcript;

/** How the tour looks, in colours where the terminal may show them. */
record Style(TerminalForm form) {

    String bold(String text) {
        return form.styled("1", text);
    }

    String dim(String text) {
        return form.styled("2", text);
    }

    String heading(String text) {
        return form.styled("1;36", text);
    }

    String lesson(String text) {
        return form.styled("33", text);
    }

    String transcript(Transcript transcript) {
        return form.of(transcript);
    }

    /** Shows transcripts in a text, such as a failure's message, as it does others. */
    String withTranscripts(String text) {
        return form.of(text);
    }
}
