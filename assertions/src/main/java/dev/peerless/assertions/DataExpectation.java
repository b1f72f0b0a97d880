package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bytes that have come on one connection are to be. Its text form follows "Expecting connection #1". */
interface DataExpectation {

    /** Takes what came next. */
    void take(Data data);

    /** Tells whether what has come so far is it. */
    boolean isMet();

    /** Tells whether what has come so far is it, whatever comes later. */
    default boolean isFinal() {
        return false;
    }

    /** Says what came that can no longer be undone, without "but". */
    default @Nullable String contradiction() {
        return null;
    }

    /**
     * Says what has come instead, without "but".
     *
     * @param until such as "within 5 s"
     */
    String instead(String until);

    /** Tells whether it can do with how many bytes there were. */
    default boolean isAboutSizeAlone() {
        return false;
    }

    /** Gives why what has come so far is not it, if that was thrown. */
    default @Nullable Throwable cause() {
        return null;
    }

    /** Gives what has come of it. */
    default List<Data> found() {
        return List.of();
    }
}
