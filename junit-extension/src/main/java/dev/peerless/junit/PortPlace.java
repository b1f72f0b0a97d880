package dev.peerless.junit;

import dev.peerless.peer.TakenPort;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** A field or parameter that wants a taken port, and as what. */
record PortPlace(AnnotatedElement element, Class<?> type, String name) {

    PortPlace {
        if (type != int.class && type != InetSocketAddress.class && type != TakenPort.class) {
            throw misuse(
                    name, "the type is " + type.getSimpleName() + ", but must be int, InetSocketAddress or TakenPort");
        }
    }

    static boolean isWanted(AnnotatedElement element) {
        return AnnotationSupport.isAnnotated(element, PortInUse.class);
    }

    static PortPlace of(Parameter parameter) {
        return new PortPlace(parameter, parameter.getType(), Place.describe(parameter));
    }

    /** Gives the fields of a class and its superclasses, static ones or the others. */
    static List<PortPlace> fields(Class<?> type, boolean wantStatic) {
        return AnnotationSupport.findAnnotatedFields(
                        type,
                        PortInUse.class,
                        field -> Modifier.isStatic(field.getModifiers()) == wantStatic && !isOfConstructor(field),
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .map(PortPlace::of)
                .toList();
    }

    private static boolean isOfConstructor(Field field) {
        return FinalField.isFinal(field) && FinalField.isOfConstructor(field, PortPlace::isWanted);
    }

    private static PortPlace of(Field field) {
        var name = "field " + field.getDeclaringClass().getSimpleName() + "." + field.getName();
        if (FinalField.isFinal(field)) {
            throw misuse(name, FinalField.problem(field, "port", "PortInUse"));
        }
        return new PortPlace(field, field.getType(), name);
    }

    /** Gives what tells the port of this place apart: the field, or how many parameters before this one want a port. */
    Object key() {
        return element instanceof Parameter parameter
                ? (Object) Arrays.stream(parameter.getDeclaringExecutable().getParameters())
                        .takeWhile(other -> !other.equals(parameter))
                        .filter(PortPlace::isWanted)
                        .count()
                : element;
    }

    Object as(TakenPort port) {
        if (type == int.class) {
            return port.port();
        }
        return type == TakenPort.class ? port : port.address();
    }

    void inject(@Nullable Object instance, TakenPort port) {
        var field = (Field) element;
        try {
            ReflectionSupport.makeAccessible(field);
            field.set(instance, as(port));
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("cannot set " + name, e);
        }
    }

    private static ExtensionConfigurationException misuse(String place, String problem) {
        return new ExtensionConfigurationException("@PortInUse on " + place + ": " + problem + ".");
    }
}
