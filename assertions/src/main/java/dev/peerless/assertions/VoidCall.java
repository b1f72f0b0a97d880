package dev.peerless.assertions;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.Callable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** A call that returns nothing. */
record VoidCall(ThrowingCallable body) implements Callable<@Nullable Void> {

    @Override
    public @Nullable Void call() throws Exception {
        try {
            body.call();
            return null;
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable neither) {
            throw new UndeclaredThrowableException(neither);
        }
    }
}
