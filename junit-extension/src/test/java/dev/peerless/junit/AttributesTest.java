package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AttributesTest {

    /** The compiler gives it a static method, as agents that measure coverage do. */
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Instrumented {

        Supplier<String> NOT_FOR_US = () -> {
            throw new AssertionError("called");
        };

        int value();
    }

    @Instrumented(3)
    private static final class Annotated {}

    @Test
    void areNotWhatOthersHavePutIntoTheAnnotation() {
        assertThat(Arrays.asList(Instrumented.class.getDeclaredMethods())).hasSizeGreaterThan(1);

        var attributes = new Attributes(Annotated.class.getAnnotation(Instrumented.class));

        assertThat(attributes.label()).isEqualTo("@Instrumented(3)");
    }
}
