package dev.peerless.junit;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A field or parameter that wants a peer.
 *
 * @param element the field or parameter
 * @param declarations what is declared there
 */
record Place(AnnotatedElement element, Declarations declarations) {

    /** Gives the fields of a class and its superclasses that want a peer, static ones or the others. */
    static List<Place> fields(Class<?> type, boolean wantStatic) {
        var places = new ArrayList<Place>();
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            for (var field : owner.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) == wantStatic) {
                    var declarations = Declarations.on(field, "field " + owner.getSimpleName() + "." + field.getName());
                    if (wantsPeer(field, declarations)) {
                        places.add(new Place(field, declarations));
                    }
                }
            }
        }
        return places;
    }

    private static boolean wantsPeer(Field field, Declarations declarations) {
        boolean isFinal = FinalField.isFinal(field);
        if (declarations.isEmpty()) {
            return isPeer(field.getType()) && !isFinal && !field.isSynthetic();
        }
        requirePeer(field.getType(), declarations);
        if (!isFinal) {
            return true;
        } else if (FinalField.isOfConstructor(
                field, parameter -> of(parameter).declarations().annotations().equals(declarations.annotations()))) {
            return false;
        }
        var first = declarations.all().get(0);
        throw first.contradiction(FinalField.problem(
                field, "peer", first.annotation().annotationType().getSimpleName()));
    }

    /** Gives the parameters of a method or constructor that want a peer. */
    static List<Place> parameters(Executable executable) {
        return Arrays.stream(executable.getParameters())
                .map(Place::of)
                .filter(Place::wantsPeer)
                .toList();
    }

    /** Describes a parameter, be it for a peer or not. */
    static Place of(Parameter parameter) {
        return new Place(parameter, Declarations.on(parameter, describe(parameter)));
    }

    /** Tells whether this parameter is for a peer. */
    boolean wantsPeer() {
        if (isDeclared()) {
            requirePeer(type(), declarations);
            return true;
        }
        return isPeer(type());
    }

    private static boolean isPeer(Class<?> type) {
        return type == Peer.class || type == ClientPeer.class;
    }

    private static void requirePeer(Class<?> type, Declarations declarations) {
        if (!isPeer(type)) {
            throw declarations
                    .all()
                    .get(0)
                    .contradiction("the type is " + type.getSimpleName() + ", but must be Peer or ClientPeer");
        }
    }

    /** Gives the type of the peer that is wanted here. */
    Class<?> type() {
        return element instanceof Field field ? field.getType() : ((Parameter) element).getType();
    }

    boolean wantsClient() {
        return type() == ClientPeer.class;
    }

    boolean isDeclared() {
        return !declarations.isEmpty();
    }

    boolean isStatic() {
        return element instanceof Field field && Modifier.isStatic(field.getModifiers());
    }

    String name() {
        return declarations.place();
    }

    static String names(List<Place> places) {
        return places.stream().map(Place::name).collect(Collectors.joining(" and "));
    }

    static String describe(Executable executable) {
        var types = Arrays.stream(executable.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "(", ")"));
        var owner = executable.getDeclaringClass().getSimpleName();
        return executable instanceof java.lang.reflect.Constructor
                ? "constructor " + owner + types
                : "method " + owner + "." + executable.getName() + types;
    }

    static String describe(Parameter parameter) {
        var executable = parameter.getDeclaringExecutable();
        int position = Arrays.asList(executable.getParameters()).indexOf(parameter) + 1;
        var which = parameter.isNamePresent() ? parameter.getName() : "#" + position;
        return "parameter " + which + " of " + describe(executable);
    }

    /** Puts a peer into this field, unless the test class keeps one of its own there: then none is asked for. */
    void inject(@Nullable Object instance, Supplier<Endpoint> peer) {
        var field = (Field) element;
        try {
            ReflectionSupport.makeAccessible(field);
            boolean ownPeer = field.get(instance) instanceof Endpoint present && !present.isClosed();
            if (isDeclared() || !ownPeer) {
                field.set(instance, peer.get());
            }
        } catch (IllegalAccessException e) {
            throw new ExtensionConfigurationException("cannot set " + name(), e);
        }
    }
}
