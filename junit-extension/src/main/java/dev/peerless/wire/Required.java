package dev.peerless.wire;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Modifier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Refuses arguments that are missing, before anything comes of them. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Required {

    private static final String OURS = "dev.peerless.";

    private Required() {}

    /**
     * Refuses null.
     *
     * @param <T> what the argument is
     * @param argument the argument
     * @param name its name
     * @return the argument
     * @throws NullPointerException if it is null; names the public method that was called from outside
     */
    public static <T> T notNull(@Nullable T argument, String name) {
        if (argument == null) {
            throw new NullPointerException(calledFromOutside() + ": " + name + " must not be null");
        }
        return argument;
    }

    /**
     * Refuses null among several.
     *
     * @param <T> what each of them is
     * @param arguments the arguments
     * @param name their name
     * @return the arguments
     * @throws NullPointerException if they are null, or one of them is
     */
    public static <T> T[] noneNull(T @Nullable [] arguments, String name) {
        var all = notNull(arguments, name);
        for (int i = 0; i < all.length; i++) {
            notNull(all[i], name + "[" + i + "]");
        }
        return all;
    }

    private static String calledFromOutside() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.takeWhile(frame -> frame.getClassName().startsWith(OURS))
                        .filter(frame -> frame.getDeclaringClass() != Required.class)
                        .filter(frame -> isPublic(frame.getDeclaringClass()))
                        .filter(frame -> !isGenerated(frame.getMethodName()))
                        .reduce((inner, outer) -> outer)
                        .map(Required::name)
                        .orElse("Peerless"));
    }

    /** Such as the body of a lambda, or what soft assertions have between the caller and an assertion. */
    private static boolean isGenerated(String method) {
        return method.indexOf('$') >= 0;
    }

    private static boolean isPublic(Class<?> type) {
        var outer = type.getDeclaringClass();
        return Modifier.isPublic(type.getModifiers()) && (outer == null || isPublic(outer));
    }

    private static String name(StackFrame frame) {
        var type = frame.getDeclaringClass().getSimpleName();
        return frame.getMethodName().equals("<init>") ? "new " + type : type + "." + frame.getMethodName();
    }
}
