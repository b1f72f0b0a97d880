package dev.peerless.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Puts taken ports into tests. */
final class PortInUseExtension implements ParameterResolver, BeforeAllCallback, BeforeEachCallback {

    /** Ports taken by a constructor belong to the test it is called for, not to the class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PortPlace.isWanted(parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var place = PortPlace.of(parameter.getParameter());
        return place.as(TakenPorts.of(context).port(place.key()));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Looked at already here, since they are in the way of every test.
        var unused = PortPlace.fields(context.getRequiredTestClass(), false);
        for (var place : PortPlace.fields(context.getRequiredTestClass(), true)) {
            place.inject(null, TakenPorts.of(context).port(place.key()));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        for (var instance : context.getRequiredTestInstances().getAllInstances()) {
            for (var place : PortPlace.fields(instance.getClass(), false)) {
                place.inject(instance, TakenPorts.of(context).port(place.key()));
            }
        }
    }
}
