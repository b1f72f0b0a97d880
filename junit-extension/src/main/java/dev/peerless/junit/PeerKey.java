package dev.peerless.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.List;

/** By what one place is known to want the same peer as another. */
sealed interface PeerKey {

    /** The peer of a field. */
    record OfField(Field field) implements PeerKey {}

    /**
     * The peer of parameters with equal annotations, in {@code @BeforeEach} and the test for instance.
     *
     * @param ordinal tells apart parameters of one method that have equal annotations
     */
    record Declared(List<Annotation> annotations, int ordinal) implements PeerKey {

        /** Annotations compute theirs by reflection, and a test has few keys. */
        @Override
        public int hashCode() {
            return ordinal;
        }
    }

    /**
     * The peer of parameters without annotation.
     *
     * @param type that of the parameters
     * @param ordinal tells apart several of one method
     */
    record Undeclared(Class<?> type, int ordinal) implements PeerKey {}
}
