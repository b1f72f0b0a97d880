package dev.peerless.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A final field with one of our annotations. Nobody can set it, but it may hold what its constructor was given: an
 * annotation on the component of a record, or on a {@code val} of a Kotlin constructor, stands on the field as well.
 */
final class FinalField {

    private FinalField() {}

    /** Tells whether a constructor has a parameter of the field's type that says the same. */
    static boolean isOfConstructor(Field field, Predicate<Parameter> saysTheSame) {
        return !Modifier.isStatic(field.getModifiers())
                && Arrays.stream(field.getDeclaringClass().getDeclaredConstructors())
                        .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                        .anyMatch(parameter -> parameter.getType() == field.getType() && saysTheSame.test(parameter));
    }

    static boolean isFinal(Field field) {
        return Modifier.isFinal(field.getModifiers());
    }

    /**
     * Words the error.
     *
     * @param what is to be put there, such as {@code peer}
     * @param annotation what stands on the field, by its simple name
     */
    static String problem(Field field, String what, String annotation) {
        return Modifier.isStatic(field.getModifiers())
                ? "the field is final, but must take a new " + what + " for each class"
                : "the field is final, but must take a new " + what + " for each test; take it as a parameter of the"
                        + " constructor instead, in Kotlin with @param:" + annotation;
    }
}
