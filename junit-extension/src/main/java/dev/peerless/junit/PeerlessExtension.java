package dev.peerless.junit;

import dev.peerless.peer.Endpoint;
import java.lang.reflect.Field;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.opentest4j.TestAbortedException;

/**
 * Puts peers into tests. Those of parameters and instance fields live for one test, those of static fields for one class;
 * all are closed after the last {@code @AfterEach} or {@code @AfterAll}.
 *
 * <p>After a test that passed, each declared fault must have struck and no peer must have failed. After one that failed,
 * the transcripts of its peers are added to its failure, with what they failed with themselves, and published as report
 * entries.
 */
final class PeerlessExtension
        implements TestInstancePreConstructCallback,
                ParameterResolver,
                BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback {

    /** Peers taken by a constructor belong to the test it is called for, not to the class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Of what happens while parameters are resolved, JUnit makes failures; a test that cannot run here is to be aborted. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        var unused = PeerScope.of(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return place(parameter.getParameter(), context) != null;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var place = place(parameter.getParameter(), context);
        if (place == null) {
            throw new IllegalStateException(parameter + " takes no peer");
        }
        return peer(place, context);
    }

    private static @Nullable Place place(Parameter parameter, ExtensionContext context) {
        var scope = PeerScope.ofIfPresent(context);
        var known = scope == null ? null : scope.plan().placeOf(parameter);
        if (known != null) {
            return known;
        }
        var place = Place.of(parameter);
        return place.wantsPeer() ? place : null;
    }

    private static Endpoint peer(Place place, ExtensionContext context) {
        var scope = PeerScope.of(context);
        var field = scope.plan().soleUndeclaredField(place.type()).filter(sole -> !place.isDeclared());
        return field.isPresent() && field.get().isStatic()
                ? ofClass(scope.plan().key(place), place, field.get(), context)
                : scope.peer(field.orElse(place));
    }

    private static Endpoint ofClass(PeerKey key, Place place, Place field, ExtensionContext context) {
        for (var at = Optional.of(context); at.isPresent(); at = at.get().getParent()) {
            var scope = PeerScope.ofIfPresent(at.get());
            var peer = scope == null ? null : scope.peerIfStarted(key).orElse(null);
            if (peer != null) {
                return peer;
            }
        }
        throw new ExtensionConfigurationException(place.name() + " would take the peer of " + field.name()
                + ", but there is none; put @Peerless on the class of the field, or an annotation on the parameter.");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var scope = PeerScope.of(context);
        for (var place : scope.plan().fields()) {
            place.inject(null, () -> scope.peer(place));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        var scope = PeerScope.of(context);
        for (var place : scope.plan().fields()) {
            if (!place.isStatic()) {
                var owner = ((Field) place.element()).getDeclaringClass();
                place.inject(
                        context.getRequiredTestInstances().findInstance(owner).orElseThrow(), () -> scope.peer(place));
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(context);
    }

    private static void check(ExtensionContext context) {
        var failure = context.getExecutionException();
        if (failure.isPresent()) {
            if (!(failure.get() instanceof TestAbortedException)) {
                publish(context);
                FailureNotes.add(context, failure.get(), scopes(context));
            }
            return;
        }
        var scope = PeerScope.ofIfPresent(context);
        if (scope != null) {
            try {
                scope.check(context.getTestMethod().isPresent() ? "test" : "class");
            } catch (AssertionError unproven) {
                publish(context);
                throw unproven;
            }
        }
    }

    /** Publishes the peers of the test, and those of its classes. */
    private static void publish(ExtensionContext context) {
        scopes(context).forEach(scope -> scope.publish(context));
    }

    /** Gives that of the test, and those of its classes. */
    private static List<PeerScope> scopes(ExtensionContext context) {
        var scopes = new ArrayList<PeerScope>();
        for (var at = context; at.getParent().isPresent(); at = at.getParent().get()) {
            var scope = PeerScope.ofIfPresent(at);
            if (scope != null) {
                scopes.add(scope);
            }
        }
        return scopes;
    }
}
