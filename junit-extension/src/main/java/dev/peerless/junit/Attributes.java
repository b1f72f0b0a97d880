package dev.peerless.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The attributes of any annotation, by name. Annotations cannot inherit from each other, so attributes that many have in
 * common can only be read by reflection, and so can the text as it was written.
 */
final class Attributes {

    private final Annotation annotation;

    /** Read once, for as long as the tests of a class run: reflection would be the largest part of what a test costs. */
    private final Map<String, Object> values = new TreeMap<>();

    private final String label;

    Attributes(Annotation annotation) {
        this.annotation = annotation;
        var written = new ArrayList<String>();
        for (var attribute : annotation.annotationType().getDeclaredMethods()) {
            if (!Modifier.isAbstract(attribute.getModifiers())) {
                // A compiler's or a coverage agent's.
                continue;
            }
            var value = value(attribute, annotation);
            values.put(attribute.getName(), value);
            if (!Objects.deepEquals(value, attribute.getDefaultValue())) {
                written.add(attribute.getName());
            }
        }
        this.label = label(written);
    }

    Annotation annotation() {
        return annotation;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Tells whether the annotation has that attribute with a value that says something, be it its default. */
    boolean isSet(String name) {
        return has(name) && !Unset.is(value(name));
    }

    boolean isTrue(String name) {
        return isSet(name) && Boolean.TRUE.equals(value(name));
    }

    Number number(String name) {
        return (Number) value(name);
    }

    String string(String name) {
        return (String) value(name);
    }

    /** Gives an attribute as it was written, such as {@code afterReceiving = 16}. */
    String text(String name) {
        return name + " = " + notation(value(name));
    }

    /** Gives the annotation as it was written: {@code @Name("x")} if only its value was set. */
    String label() {
        return label;
    }

    private String label(List<String> set) {
        var name = "@" + annotation.annotationType().getSimpleName();
        if (set.isEmpty()) {
            return name;
        } else if (set.size() == 1 && set.get(0).equals("value")) {
            return name + "(" + notation(value("value")) + ")";
        }
        return name + set.stream().sorted().map(this::text).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String notation(Object value) {
        if (value instanceof String string) {
            return '"'
                    + string.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\r", "\\r")
                            .replace("\n", "\\n")
                    + '"';
        } else if (value instanceof Class<?> type) {
            return type.getSimpleName() + ".class";
        } else if (value.getClass().isArray()) {
            return Array.getLength(value) == 1 ? notation(Array.get(value, 0)) : elements(value);
        }
        return value.toString();
    }

    private static String elements(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> notation(Array.get(array, i)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private Object value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(annotation + " has no attribute " + name);
        }
        return value;
    }

    private static Object value(Method attribute, Annotation annotation) {
        // By way of JUnit, to which test modules are open; an attribute is never null.
        return Objects.requireNonNull(ReflectionSupport.invokeMethod(attribute, annotation));
    }
}
