package dev.peerless.junit;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Endpoint;
import dev.peerless.peer.Peer;
import dev.peerless.plan.PeerPlan;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * All places of one test that want a peer, and which peer each gets. Made, and with it every declaration checked, before
 * any socket opens.
 *
 * <p>What is declared on the method and its classes is for the one peer of the test that has no declaration of its own.
 */
final class TestPlan {

    private final List<Declarations> levels;
    private final List<Place> fields;
    private final List<Place> undeclaredFields;

    private final Map<AnnotatedElement, Wanted> wanted = new LinkedHashMap<>();

    /** What the places of a peer say beside what it does: parameters of several methods may be for the same one. */
    private final Map<PeerKey, List<Declarations>> settings = new HashMap<>();

    /** A place, by what it is known to want the same peer as another, and the plan of that peer. */
    private record Wanted(Place place, PeerKey key, PeerPlan plan) {}

    private TestPlan(List<Declarations> levels, List<Place> fields) {
        this.levels = levels;
        this.fields = fields;
        this.undeclaredFields =
                fields.stream().filter(field -> !field.isDeclared()).toList();
    }

    /** Plans one test. */
    static TestPlan of(Class<?> testClass, Method method, PeerSettings run) {
        var classes = outermostFirst(testClass);
        var levels = levels(run, classes);
        levels.add(Declarations.on(method, Place.describe(method)));
        var fields = new ArrayList<Place>();
        var executables = new ArrayList<Executable>(List.of(method));
        for (var type : classes) {
            fields.addAll(Place.fields(type, true));
            fields.addAll(Place.fields(type, false));
            executables.addAll(Arrays.asList(type.getDeclaredConstructors()));
            executables.addAll(methods(type, BeforeEach.class, AfterEach.class));
        }
        var plan = new TestPlan(levels, fields);
        plan.checkMethodLevel(plan.check(executables));
        return plan;
    }

    /** Plans what a class needs around its tests: static fields, and parameters of {@code @BeforeAll} and the like. */
    static TestPlan of(Class<?> testClass, PeerSettings run) {
        var plan = new TestPlan(levels(run, outermostFirst(testClass)), Place.fields(testClass, true));
        var unused = plan.check(methods(testClass, BeforeAll.class, AfterAll.class));
        return plan;
    }

    private static List<Class<?>> outermostFirst(Class<?> testClass) {
        var classes = new ArrayList<Class<?>>();
        for (Class<?> type = testClass; type != null; type = type.getEnclosingClass()) {
            classes.add(0, type);
            if (Modifier.isStatic(type.getModifiers())) {
                break;
            }
        }
        return classes;
    }

    private static List<Declarations> levels(PeerSettings run, List<Class<?>> classes) {
        var levels = new ArrayList<Declarations>();
        levels.add(Declarations.of(run));
        classes.forEach(type -> levels.add(Declarations.on(type, "class " + type.getSimpleName())));
        return levels;
    }

    private static List<Method> methods(
            Class<?> type, Class<? extends Annotation> before, Class<? extends Annotation> after) {
        var methods = new ArrayList<Method>();
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (var method : owner.getDeclaredMethods()) {
                if (method.isAnnotationPresent(before) || method.isAnnotationPresent(after)) {
                    methods.add(method);
                }
            }
        }
        return methods;
    }

    /** Makes every plan once, so that none can fail later, and gives the parameters without declaration. */
    private List<List<Place>> check(List<? extends Executable> executables) {
        levels.forEach(Declarations::parts);
        fields.forEach(this::want);
        var parameters = executables.stream().map(Place::parameters).toList();
        parameters.stream().flatMap(List::stream).forEach(this::want);
        var undeclared = parameters.stream()
                .map(places ->
                        places.stream().filter(place -> !place.isDeclared()).toList())
                .filter(places -> !places.isEmpty())
                .toList();
        checkUnambiguous(undeclared);
        return undeclared;
    }

    private void checkUnambiguous(List<List<Place>> undeclared) {
        for (var candidates : undeclared) {
            for (var type : List.of(Peer.class, ClientPeer.class)) {
                checkUnambiguous(ofType(type, undeclaredFields), ofType(type, candidates));
            }
            boolean differ = concat(undeclaredFields, candidates).stream()
                            .map(Place::type)
                            .distinct()
                            .count()
                    > 1;
            if (differ && hasLevels()) {
                throw ambiguous(concat(undeclaredFields, candidates));
            }
        }
        if (undeclaredFields.size() > 1 && hasLevels()) {
            throw ambiguous(undeclaredFields);
        }
    }

    private void checkUnambiguous(List<Place> ofFields, List<Place> candidates) {
        boolean severalForOne = candidates.size() > 1 && (hasLevels() || !ofFields.isEmpty());
        if (severalForOne || (ofFields.size() > 1 && !candidates.isEmpty())) {
            throw ambiguous(concat(ofFields, candidates));
        }
    }

    private static List<Place> ofType(Class<?> type, List<Place> places) {
        return places.stream().filter(place -> place.type() == type).toList();
    }

    private void checkMethodLevel(List<List<Place>> undeclared) {
        var onMethod = levels.get(levels.size() - 1);
        if (onMethod.isEmpty()) {
            return;
        }
        var declaration = onMethod.all().get(0);
        if (undeclaredFields.isEmpty() && undeclared.isEmpty()) {
            throw declaration.contradiction(
                    "it is for the one peer of this test that has no annotation of its own, but "
                            + wayOut(declaration));
        }
        if (undeclaredFields.stream().anyMatch(Place::isStatic)) {
            throw declaration.contradiction(
                    "the peer of " + undeclaredFields.get(0).name()
                            + " lives as long as the class, but this is for one test only; put it on the field or the class");
        }
    }

    private String wayOut(Declaration homeless) {
        var declared = wanted.values().stream()
                .map(Wanted::place)
                .filter(place -> place.wantsClient() || !Declarations.isForAClient(homeless))
                .toList();
        return switch (declared.size()) {
            case 0 ->
                "there is none; take one as a parameter of type "
                        + (Declarations.isForAClient(homeless) ? "ClientPeer" : "Peer");
            case 1 -> Place.names(declared) + " has one; put this there, too";
            default -> Place.names(declared) + " have some; put this where it is meant";
        };
    }

    private boolean hasLevels() {
        return levels.stream().anyMatch(level -> !level.isEmpty());
    }

    private ExtensionConfigurationException ambiguous(List<Place> candidates) {
        var declared = levels.stream().flatMap(level -> level.all().stream()).findFirst();
        var problem = "any of " + Place.names(candidates)
                + " could be the one peer without annotation of its own; put an annotation on it";
        return declared.map(declaration -> declaration.contradiction(problem))
                .orElseGet(() -> new ExtensionConfigurationException(problem + "."));
    }

    private static List<Place> concat(List<Place> some, List<Place> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** Gives the reason why one of the peers cannot be had on this machine; empty if nothing stands in the way. */
    Optional<String> whyNot() {
        for (var peer : wanted.values()) {
            var reason = Endpoint.whyNot(peer.plan());
            if (reason.isPresent()) {
                return Optional.of(peer.place().name() + ": " + reason.get());
            }
        }
        return Optional.empty();
    }

    List<Place> fields() {
        return fields;
    }

    private void want(Place place) {
        var key = newKey(place);
        settings.computeIfAbsent(key, first -> new ArrayList<>(1))
                .add(place.declarations().settingsOnly());
        var plan = Declarations.plan(declarationsFor(place, key), place.wantsClient());
        wanted.put(place.element(), new Wanted(place, key, plan));
    }

    /** Gives the place that a parameter is, if it is known to want a peer. */
    @Nullable
    Place placeOf(Parameter parameter) {
        var known = wanted.get(parameter);
        return known == null ? null : known.place();
    }

    /** Gives a new plan of the peer that a place wants: conversations may have a state, which is for one peer. */
    PeerPlan plan(Place place) {
        return Declarations.planAgain(declarationsFor(place, key(place)), place.wantsClient());
    }

    private List<Declarations> declarationsFor(Place place, PeerKey key) {
        var outermostFirst = new ArrayList<>(
                place.isDeclared()
                        ? levels.stream().map(Declarations::settingsOnly).toList()
                        : levels);
        if (place.isDeclared()) {
            outermostFirst.add(place.declarations());
        }
        outermostFirst.addAll(
                settings.getOrDefault(key, List.of(place.declarations().settingsOnly())));
        return outermostFirst;
    }

    /** Gives the field whose peer is also that of parameters of its type without annotation, if there is just one. */
    Optional<Place> soleUndeclaredField(Class<?> type) {
        var candidates = ofType(type, undeclaredFields);
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    PeerKey key(Place place) {
        var known = wanted.get(place.element());
        return known == null ? newKey(place) : known.key();
    }

    private PeerKey newKey(Place place) {
        if (place.element() instanceof Field field) {
            return new PeerKey.OfField(field);
        }
        var parameter = (Parameter) place.element();
        if (!place.isDeclared()) {
            return soleUndeclaredField(place.type())
                    .map(this::key)
                    .orElseGet(() -> new PeerKey.Undeclared(place.type(), ordinal(place, parameter)));
        }
        return new PeerKey.Declared(place.declarations().annotations(), ordinal(place, parameter));
    }

    /** Counts the parameters before this one that are declared alike. */
    private static int ordinal(Place place, Parameter parameter) {
        int ordinal = 0;
        for (var other : Place.parameters(parameter.getDeclaringExecutable())) {
            if (other.element().equals(parameter)) {
                return ordinal;
            }
            if (other.type() == place.type()
                    && other.declarations()
                            .annotations()
                            .equals(place.declarations().annotations())) {
                ordinal++;
            }
        }
        return ordinal;
    }
}
