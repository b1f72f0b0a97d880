package dev.peerless.junit;

import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import java.lang.annotation.Annotation;
import java.lang.annotation.Repeatable;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The declarations at one place: annotations that are {@linkplain PlannedBy planned}, in containers, and as parts of
 * users' own annotations.
 *
 * @param place the place in words, for errors
 * @param all the declarations, in the order in which they stand there
 * @param settings what {@link Peerless} says there, the nearest last
 */
record Declarations(String place, List<Declaration> all, List<PeerSettings> settings) {

    Declarations(String place, List<Declaration> all) {
        this(place, all, List.of());
    }

    static Declarations on(AnnotatedElement element, String place) {
        var found = new ArrayList<Declaration>();
        var settings = new ArrayList<PeerSettings>(0);
        collect(element, place, new HashSet<>(), found, settings);
        return new Declarations(place, List.copyOf(found), List.copyOf(settings));
    }

    /** Gives what holds for all peers of a run. */
    static Declarations of(PeerSettings run) {
        return new Declarations("this run", List.of(), List.of(run));
    }

    private static void collect(
            AnnotatedElement element,
            String place,
            Set<Class<?>> seen,
            List<Declaration> found,
            List<PeerSettings> settings) {
        for (var annotation : element.getAnnotations()) {
            var type = annotation.annotationType();
            if (type.isAnnotationPresent(PlannedBy.class)) {
                found.add(new Declaration(annotation, place));
            } else if (!type.getName().startsWith("java.lang.annotation.") && seen.add(type)) {
                for (var contained : contained(annotation)) {
                    found.add(new Declaration(contained, place));
                }
                collect(type, place, seen, found, settings);
            }
        }
        var own = element.getAnnotation(Peerless.class);
        if (own != null) {
            settings.add(PeerSettings.of(own, place));
        }
    }

    /** Gives what a container of repeatable, planned annotations holds. */
    private static List<Annotation> contained(Annotation container) {
        try {
            var value = container.annotationType().getDeclaredMethod("value");
            var component = value.getReturnType().getComponentType();
            var repeatable = component == null ? null : component.getAnnotation(Repeatable.class);
            boolean holdsPlanned = repeatable != null
                    && repeatable.value() == container.annotationType()
                    && component.isAnnotationPresent(PlannedBy.class);
            if (!holdsPlanned) {
                return List.of();
            }
            return List.of((Annotation[]) Objects.requireNonNull(ReflectionSupport.invokeMethod(value, container)));
        } catch (NoSuchMethodException noContainer) {
            return List.of();
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Leaves what is for all peers here. */
    Declarations settingsOnly() {
        return new Declarations(place, List.of(), settings);
    }

    /** Gives the annotations themselves, by which equal declarations are recognised. */
    List<Annotation> annotations() {
        return all.stream().map(Declaration::annotation).toList();
    }

    /** Turns the declarations into parts of a plan, and their contradictions into errors that name this place. */
    PeerPlan.Builder parts() {
        var parts = PeerPlan.builder();
        for (var declaration : all) {
            try {
                plan(declaration, parts);
            } catch (IllegalArgumentException contradiction) {
                throw declaration.contradiction(String.valueOf(contradiction.getMessage()));
            }
        }
        settings.forEach(one -> one.addTo(parts));
        return parts;
    }

    /** Combines the parts of several places, each overriding those before, into a plan. */
    static PeerPlan plan(List<Declarations> outermostFirst, boolean dials) {
        for (var place : outermostFirst) {
            place.all().forEach(declaration -> checkRole(declaration, dials));
        }
        return planAgain(outermostFirst, dials);
    }

    /** Does what {@link #plan} does, for what was planned before, without checking all. */
    static PeerPlan planAgain(List<Declarations> outermostFirst, boolean dials) {
        var parts = PeerPlan.builder();
        for (var place : outermostFirst) {
            parts.overriddenBy(place.parts());
        }
        try {
            if (dials) {
                parts.dial();
            }
            return parts.build();
        } catch (IllegalArgumentException contradiction) {
            var places = outermostFirst.stream()
                    .filter(place -> !place.isEmpty())
                    .map(place -> Declaration.labels(place.all()) + " on " + place.place())
                    .toList();
            throw new ExtensionConfigurationException(
                    String.join(", ", places) + ": " + contradiction.getMessage() + ".");
        }
    }

    /** Tells what peer an annotation is for, if it says so. */
    private static Optional<Role> role(Declaration declaration) {
        return new Declarations(declaration.element(), List.of(declaration))
                .parts()
                .role();
    }

    static boolean isForAClient(Declaration declaration) {
        return role(declaration).filter(Role.Client.class::isInstance).isPresent();
    }

    private static void checkRole(Declaration declaration, boolean dials) {
        if (dials && declaration.annotation() instanceof PeerSpeaksTls) {
            throw declaration.contradiction(
                    "it is for a peer that listens, but the type is ClientPeer; write " + "@ClientSpeaksTls");
        } else if (dials && role(declaration).isPresent() && !isForAClient(declaration)) {
            throw declaration.contradiction("it is for a peer that listens, but the type is ClientPeer; take a Peer");
        } else if (!dials && isForAClient(declaration)) {
            throw declaration.contradiction("it is for a peer that dials, but the type is Peer; take a ClientPeer");
        }
    }

    @SuppressWarnings("unchecked") // an annotation and its planner belong together, or the cast below says so
    private static void plan(Declaration declaration, PeerPlan.Builder parts) {
        var annotation = declaration.annotation();
        var planner = planner(annotation.annotationType().getAnnotation(PlannedBy.class), declaration);
        try {
            ((AnnotationPlanner<Annotation>) planner).plan(annotation, declaration, parts);
        } catch (ClassCastException wrongPlanner) {
            var problem = declaration.contradiction(
                    "its planner " + planner.getClass().getName() + " is for another annotation");
            problem.initCause(wrongPlanner);
            throw problem;
        }
    }

    private static AnnotationPlanner<? extends Annotation> planner(PlannedBy plannedBy, Declaration declaration) {
        try {
            return ReflectionSupport.newInstance(plannedBy.value());
        } catch (Exception e) {
            var problem = declaration.contradiction(
                    "its planner " + plannedBy.value().getName() + " needs a constructor without parameters");
            problem.initCause(e);
            throw problem;
        }
    }
}
