package dev.peerless.junit;

import dev.peerless.fault.Connections;
import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.wire.Bytes;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** An annotation at the place where it stands. Reads the attributes that fault annotations have in common. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Declaration {

    private static final String TRIGGERS =
            "afterReceiving, afterSending, whenReceived, after, afterIdle, whenReceivedAfterIdle and onDemand";

    private final Attributes attributes;
    private final String element;

    Declaration(Annotation annotation, String element) {
        this.attributes = new Attributes(annotation);
        this.element = element;
    }

    Annotation annotation() {
        return attributes.annotation();
    }

    String element() {
        return element;
    }

    /**
     * Gives the annotation as it was written, with the attributes that were set.
     *
     * @return such as {@code @PeerResets(afterReceiving = 16)}
     */
    public String label() {
        return attributes.label();
    }

    /**
     * Makes a fault of an effect and the common attributes, as far as the annotation has them: its one trigger (on
     * connect if it has none), {@code connections}, {@code probability} and {@code seed}, {@code mayNotFire}.
     *
     * @param effect what the fault does
     * @return the fault, labelled as declared
     */
    public Fault fault(Effect effect) {
        return faultBy(Trigger.onConnect(), effect);
    }

    /**
     * Makes a fault of an effect and the common attributes, with another trigger than on connect if the annotation has
     * none.
     *
     * @param unlessSet the trigger that stands for none
     * @param effect what the fault does
     * @return the fault, labelled as declared
     */
    public Fault faultBy(Trigger unlessSet, Effect effect) {
        return fault(trigger().orElse(unlessSet), effect);
    }

    /**
     * Makes a fault of a trigger, an effect, and the common attributes other than triggers.
     *
     * @param trigger when
     * @param effect what
     * @return the fault, labelled as declared
     */
    public Fault fault(Trigger trigger, Effect effect) {
        var fault = Fault.of(trigger, effect).on(connections()).labelled(label());
        double chance = attributes.isSet("probability")
                ? attributes.number("probability").doubleValue()
                : 1;
        if (!(chance >= 0 && chance <= 1)) {
            throw invalid("probability", "must be from 0 to 1");
        }
        if (attributes.isSet("seed")) {
            if (chance == 1 && !effect.drawsByChance()) {
                throw invalid("seed", "has a meaning only together with a probability below 1" + orJitter());
            }
            fault = fault.withProbability(chance, attributes.number("seed").longValue());
        } else if (chance < 1) {
            fault = fault.withProbability(chance);
        }
        return attributes.isTrue("mayNotFire") ? fault.allowedNotToFire() : fault;
    }

    private String orJitter() {
        return attributes.has("jitter") ? " or a jitter" : "";
    }

    /** Reads an attribute of a kind that has no value for none, and so is declared as several. */
    <T> Optional<T> atMostOne(String attribute, T[] values) {
        if (values.length > 1) {
            throw invalid(attribute, "must be at most one");
        }
        return values.length == 0 ? Optional.empty() : Optional.of(values[0]);
    }

    private Optional<Trigger> trigger() {
        var triggers = new ArrayList<Trigger>();
        var named = new ArrayList<String>();
        collect("afterReceiving", this::requiredBytes, Trigger::afterReceiving, triggers, named);
        collect("afterSending", this::requiredBytes, Trigger::afterSending, triggers, named);
        collect("whenReceived", this::pattern, Trigger::whenReceived, triggers, named);
        collect("after", this::requiredDuration, Trigger::connectedFor, triggers, named);
        collect("afterIdle", this::requiredDuration, Trigger::idleFor, triggers, named);
        collect("whenReceivedAfterIdle", this::requiredDuration, Trigger::receivingAfterIdle, triggers, named);
        if (attributes.isTrue("onDemand")) {
            triggers.add(Trigger.onDemand());
            named.add(attributes.text("onDemand"));
        }
        if (triggers.size() > 1) {
            throw contradiction(String.join(" and ", named) + " are " + triggers.size()
                    + " triggers, but there can be at most one of " + TRIGGERS);
        }
        return triggers.stream().findFirst();
    }

    private <T> void collect(
            String attribute,
            Function<String, T> read,
            Function<T, Trigger> trigger,
            List<Trigger> triggers,
            List<String> named) {
        if (attributes.isSet(attribute)) {
            triggers.add(trigger.apply(read.apply(attribute)));
            named.add(attributes.text(attribute));
        }
    }

    private long requiredBytes(String attribute) {
        long bytes = attributes.number(attribute).longValue();
        if (bytes < 1) {
            throw invalid(attribute, "must be a number of bytes from 1");
        }
        return bytes;
    }

    /**
     * Reads a number of bytes.
     *
     * @param attribute the attribute it stands in
     * @return at least 1, or nothing if the attribute was not set
     */
    public OptionalLong bytes(String attribute) {
        return attributes.isSet(attribute) ? OptionalLong.of(requiredBytes(attribute)) : OptionalLong.empty();
    }

    private Bytes pattern(String attribute) {
        return bytes(attribute, attributes.string(attribute));
    }

    /**
     * Reads the notation of bytes: text, or {@code hex: 08 00}.
     *
     * @param attribute the attribute it stands in, for the error
     * @param notation the notation
     * @return at least one byte
     */
    public Bytes bytes(String attribute, String notation) {
        try {
            var bytes = Bytes.parse(notation);
            if (!bytes.isEmpty()) {
                return bytes;
            }
        } catch (IllegalArgumentException notHexadecimal) {
            // Falls through: one error says all that is allowed.
        }
        throw invalid(
                attribute, "must be text, or \"hex:\" followed by pairs of hexadecimal digits, of at least one byte");
    }

    /**
     * Reads {@code connections}.
     *
     * @return which they are; all if the attribute is not there
     */
    public Connections connections() {
        if (!attributes.isSet("connections")) {
            return Connections.ALL;
        }
        try {
            return Connections.parse(attributes.string("connections"));
        } catch (IllegalArgumentException unknownRange) {
            throw invalid("connections", "must be like \"1\", \"2-4\", \"3-\" or \"all\"");
        }
    }

    /**
     * Reads a duration in the grammar of JUnit's timeouts, such as {@code "300ms"}, {@code "5 s"} or {@code "2m"}.
     *
     * @param attribute the attribute it stands in
     * @return the duration, or nothing if the attribute was not set
     */
    public Optional<Duration> duration(String attribute) {
        return attributes.isSet(attribute) ? Optional.of(requiredDuration(attribute)) : Optional.empty();
    }

    private Duration requiredDuration(String attribute) {
        return Durations.parse(attributes.string(attribute))
                .orElseThrow(() -> invalid(attribute, "must be a positive duration like \"300ms\", \"5 s\" or \"2m\""));
    }

    /**
     * Words the error that an attribute's value is not allowed.
     *
     * @param attribute the attribute
     * @param allowed what it must be, such as {@code must be from 0 to 1}
     * @return the exception, to be thrown
     */
    public ExtensionConfigurationException invalid(String attribute, String allowed) {
        return contradiction(attributes.text(attribute) + ", but " + allowed);
    }

    /**
     * Words the error that attributes contradict each other or the place where they stand.
     *
     * @param problem what is wrong and what is allowed
     * @return the exception, to be thrown
     */
    public ExtensionConfigurationException contradiction(String problem) {
        return new ExtensionConfigurationException(
                "@" + annotation().annotationType().getSimpleName() + " on " + element + ": " + problem + ".");
    }

    static String labels(List<Declaration> declarations) {
        return declarations.stream().map(Declaration::label).collect(Collectors.joining(" "));
    }
}
