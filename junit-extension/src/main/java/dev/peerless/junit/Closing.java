package dev.peerless.junit;

import java.util.Collection;
import java.util.function.Consumer;

/** Closes what belongs together, all of it. */
final class Closing {

    private Closing() {}

    /**
     * Closes each, in their order: one that cannot be closed, since its conversation blocks perhaps, does not leave the
     * others open.
     *
     * @throws RuntimeException the first failure, with the others suppressed in it
     */
    static <T> void each(Collection<T> all, Consumer<? super T> close) {
        RuntimeException first = null;
        for (var one : all) {
            try {
                close.accept(one);
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
