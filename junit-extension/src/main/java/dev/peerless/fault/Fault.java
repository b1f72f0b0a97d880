package dev.peerless.fault;

import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;

/**
 * A trigger, an effect, and the connections they are meant for.
 *
 * <p>A fault strikes a connection at most once. One that never struck fails the test it was declared in, since that
 * test proved nothing, unless it {@linkplain #mayNotFire() may not fire}.
 *
 * @param trigger when it strikes
 * @param effect what it does then
 * @param connections which connections it is meant for
 * @param probability from 0 to 1: the chance that it is armed on each of those connections
 * @param seed decides, together with the connection's number, on which it is, and what an effect does in which there is
 *     chance; empty until the peer listens, which then draws one
 * @param mayNotFire whether it is fine that it never strikes
 * @param label how it was declared, such as {@code @PeerResets(afterReceiving = 16)}; empty for a fault made in code
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Fault(
        Trigger trigger,
        Effect effect,
        Connections connections,
        double probability,
        OptionalLong seed,
        boolean mayNotFire,
        String label) {

    /**
     * Checks that the parts go together.
     *
     * @param trigger when it strikes
     * @param effect what it does then
     * @param connections which connections it is meant for
     * @param probability from 0 to 1: the chance that it is armed on each of those connections
     * @param seed decides, together with the connection's number, on which it is, and what an effect does in which there
     *     is chance; empty until the peer listens, which then draws one
     * @param mayNotFire whether it is fine that it never strikes
     * @param label how it was declared, such as {@code @PeerResets(afterReceiving = 16)}; empty for a fault made in code
     * @throws IllegalArgumentException if the probability is not in 0 to 1, or a trigger cannot lead to the effect
     */
    public Fault {
        Required.notNull(trigger, "trigger");
        Required.notNull(effect, "effect");
        Required.notNull(connections, "connections");
        Required.notNull(seed, "seed");
        Required.notNull(label, "label");
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability is from 0 to 1, but was " + probability);
        }
        boolean isAboutConnects = effect instanceof PeerEffect ofPeer && ofPeer.isAboutConnects();
        if (isAboutConnects != trigger instanceof Trigger.FromTheStart) {
            throw new IllegalArgumentException(
                    "how a peer takes connects is settled from the start, and nothing else is, but it was to be one that "
                            + effect + " " + trigger);
        }
    }

    private Fault(Trigger trigger, Effect effect) {
        this(trigger, effect, Connections.ALL, 1, OptionalLong.empty(), false, "");
    }

    /**
     * Makes a fault of any trigger and effect, on all connections.
     *
     * @param trigger when
     * @param effect what
     * @return the fault
     */
    public static Fault of(Trigger trigger, Effect effect) {
        return new Fault(trigger, effect);
    }

    /**
     * See {@link Effect.Reset}.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault reset(Trigger trigger) {
        return new Fault(trigger, new Effect.Reset());
    }

    /**
     * See {@link Effect.Close}.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault close(Trigger trigger) {
        return new Fault(trigger, new Effect.Close());
    }

    /**
     * See {@link Effect.CloseAtOnce}.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault closeAtOnce(Trigger trigger) {
        return new Fault(trigger, new Effect.CloseAtOnce());
    }

    /**
     * See {@link Effect.HalfClose}.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault halfClose(Trigger trigger) {
        return new Fault(trigger, new Effect.HalfClose());
    }

    /**
     * See {@link Effect.Stall}; lasts until the test resumes the connection.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault stall(Trigger trigger) {
        return new Fault(trigger, new Effect.Stall(Optional.empty()));
    }

    /**
     * See {@link Effect.Stall}.
     *
     * @param trigger when
     * @param lasting how long, from the moment it strikes
     * @return the fault
     */
    public static Fault stall(Trigger trigger, Duration lasting) {
        return new Fault(trigger, new Effect.Stall(Optional.of(Required.notNull(lasting, "lasting"))));
    }

    /**
     * See {@link Effect.Slow}; what the peer sends is slow, until the connection ends.
     *
     * @param trigger when
     * @param shaping how slowly
     * @return the fault
     */
    public static Fault slow(Trigger trigger, Shaping shaping) {
        return slow(trigger, shaping, Way.SENDING);
    }

    /**
     * See {@link Effect.Slow}; lasts until the connection ends.
     *
     * @param trigger when
     * @param shaping how slowly
     * @param way which bytes, as the peer sees it
     * @return the fault
     */
    public static Fault slow(Trigger trigger, Shaping shaping, Way way) {
        return new Fault(trigger, new Effect.Slow(shaping, way, Optional.empty()));
    }

    /**
     * See {@link Effect.Slow}.
     *
     * @param trigger when
     * @param shaping how slowly
     * @param way which bytes, as the peer sees it
     * @param lasting how long, from the moment it strikes
     * @return the fault
     */
    public static Fault slow(Trigger trigger, Shaping shaping, Way way, Duration lasting) {
        return new Fault(trigger, new Effect.Slow(shaping, way, Optional.of(Required.notNull(lasting, "lasting"))));
    }

    /**
     * See {@link Effect.BlackHole}.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault vanish(Trigger trigger) {
        return new Fault(trigger, new Effect.BlackHole());
    }

    /**
     * See {@link Effect.Abort}. On a machine that cannot do it no peer begins with it, and the reason is told.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault abort(Trigger trigger) {
        return new Fault(trigger, new Effect.Abort());
    }

    /**
     * See {@link Effect.Truncate}.
     *
     * @param trigger when; {@link Trigger#afterSending} for a number of bytes
     * @param ending by what
     * @return the fault
     */
    public static Fault truncate(Trigger trigger, Ending ending) {
        return new Fault(trigger, new Effect.Truncate(Required.notNull(ending, "ending")));
    }

    /**
     * See {@link Effect.Garbage}.
     *
     * @param trigger when
     * @param bytes what is sent
     * @return the fault
     */
    public static Fault garbage(Trigger trigger, Bytes bytes) {
        return new Fault(trigger, new Effect.Garbage(Required.notNull(bytes, "bytes")));
    }

    /**
     * See {@link Effect.Corrupt}; what the peer sends is altered, until the connection ends.
     *
     * @param trigger when
     * @param corruption how
     * @return the fault
     */
    public static Fault corrupt(Trigger trigger, Corruption corruption) {
        return corrupt(trigger, corruption, Way.SENDING);
    }

    /**
     * See {@link Effect.Corrupt}; lasts until the connection ends.
     *
     * @param trigger when
     * @param corruption how
     * @param way which bytes, as the peer sees it
     * @return the fault
     */
    public static Fault corrupt(Trigger trigger, Corruption corruption, Way way) {
        return new Fault(trigger, new Effect.Corrupt(corruption, way, Optional.empty()));
    }

    /**
     * See {@link Effect.Corrupt}.
     *
     * @param trigger when
     * @param corruption how; flips, since garbage is inserted once
     * @param way which bytes, as the peer sees it
     * @param lasting how long, from the moment it strikes
     * @return the fault
     */
    public static Fault corrupt(Trigger trigger, Corruption corruption, Way way, Duration lasting) {
        return new Fault(
                trigger, new Effect.Corrupt(corruption, way, Optional.of(Required.notNull(lasting, "lasting"))));
    }

    /**
     * Fails in the TLS handshake, whether the peer would speak TLS itself or relay it.
     *
     * @param failure how
     * @return the fault
     */
    public static Fault failTls(TlsFailure failure) {
        return new Fault(
                Trigger.inTlsHandshake(), Required.notNull(failure, "failure").effect());
    }

    /**
     * See {@link PeerEffect.Refuse}; lasts until the test lets the peer listen.
     *
     * @return the fault
     */
    public static Fault refuse() {
        return fromTheStart(new PeerEffect.Refuse(Optional.empty()));
    }

    /**
     * See {@link PeerEffect.Refuse}.
     *
     * @param lasting how long, from the moment the peer exists
     * @return the fault
     */
    public static Fault refuse(Duration lasting) {
        return fromTheStart(new PeerEffect.Refuse(Optional.of(Required.notNull(lasting, "lasting"))));
    }

    /**
     * See {@link PeerEffect.IgnoreConnects}; lasts until the test lets the peer listen.
     *
     * @return the fault
     */
    public static Fault ignoreConnects() {
        return fromTheStart(new PeerEffect.IgnoreConnects(Optional.empty()));
    }

    /**
     * See {@link PeerEffect.IgnoreConnects}.
     *
     * @param lasting how long, from the moment the peer exists
     * @return the fault
     */
    public static Fault ignoreConnects(Duration lasting) {
        return fromTheStart(new PeerEffect.IgnoreConnects(Optional.of(Required.notNull(lasting, "lasting"))));
    }

    /**
     * See {@link PeerEffect.Overload}.
     *
     * @param maxConnections how many it serves at once, at least 1
     * @param excess what becomes of the others
     * @return the fault
     */
    public static Fault overload(int maxConnections, Excess excess) {
        return fromTheStart(new PeerEffect.Overload(maxConnections, Required.notNull(excess, "excess")));
    }

    /**
     * See {@link PeerEffect.Crash}; connects are refused until the test lets the peer listen.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault crash(Trigger trigger) {
        return new Fault(trigger, new PeerEffect.Crash(Optional.empty()));
    }

    /**
     * See {@link PeerEffect.Crash}.
     *
     * @param trigger when
     * @param restartsAfter how long until it listens again on the same port
     * @return the fault
     */
    public static Fault crash(Trigger trigger, Duration restartsAfter) {
        return new Fault(trigger, new PeerEffect.Crash(Optional.of(Required.notNull(restartsAfter, "restartsAfter"))));
    }

    /**
     * See {@link PeerEffect.Cut}; lasts as long as the peer, or, if it is {@linkplain
     * dev.peerless.peer.Endpoint#arm armed}, until the test takes it back.
     *
     * @param trigger when
     * @return the fault
     */
    public static Fault cut(Trigger trigger) {
        return new Fault(trigger, new PeerEffect.Cut(Optional.empty()));
    }

    /**
     * See {@link PeerEffect.Cut}.
     *
     * @param trigger when
     * @param lasting how long, from the moment it strikes
     * @return the fault
     */
    public static Fault cut(Trigger trigger, Duration lasting) {
        return new Fault(trigger, new PeerEffect.Cut(Optional.of(Required.notNull(lasting, "lasting"))));
    }

    private static Fault fromTheStart(PeerEffect effect) {
        return new Fault(new Trigger.FromTheStart(), effect);
    }

    /**
     * A firewall, NAT or load balancer that gives up connections which carry nothing for too long. Since a connection
     * that is kept alive never meets it, this fault may not fire.
     *
     * @param idle how long without a byte in either direction
     * @param action what it then does
     * @return the fault
     */
    public static Fault idleFirewall(Duration idle, FirewallAction action) {
        return new Fault(
                        Trigger.idleFor(idle),
                        Required.notNull(action, "action").effect())
                .allowedNotToFire();
    }

    /**
     * Narrows this fault to some connections.
     *
     * @param range like {@code "1"}, {@code "2-4"}, {@code "3-"} or {@code "all"}
     * @return the same fault on those connections only
     */
    public Fault on(String range) {
        return on(Connections.parse(range));
    }

    /**
     * Narrows this fault to some connections.
     *
     * @param range the connections
     * @return the same fault on those connections only
     */
    public Fault on(Connections range) {
        return new Fault(trigger, effect, range, probability, seed, mayNotFire, label);
    }

    /**
     * Arms this fault by chance, with a seed that the peer draws and prints.
     *
     * @param chance from 0 to 1, for each connection
     * @return the same fault, armed by chance
     */
    public Fault withProbability(double chance) {
        return new Fault(trigger, effect, connections, chance, OptionalLong.empty(), mayNotFire, label);
    }

    /**
     * Arms this fault by chance: the same seed gives each connection number the same fate.
     *
     * @param chance from 0 to 1, for each connection
     * @param withSeed the seed
     * @return the same fault, armed by chance
     */
    public Fault withProbability(double chance, long withSeed) {
        return new Fault(trigger, effect, connections, chance, OptionalLong.of(withSeed), mayNotFire, label);
    }

    /**
     * Fixes what this fault draws by chance: on which connections it is armed, and how an effect such as that of {@link
     * Effect.Corrupt} goes about on each.
     *
     * @param fixed the seed
     * @return the same fault with that seed
     */
    public Fault withSeed(long fixed) {
        return withProbability(probability, fixed);
    }

    /**
     * Tells whether a seed decides anything here.
     *
     * @return whether it is armed by chance, or its effect draws
     */
    public boolean drawsByChance() {
        return probability < 1 || effect.drawsByChance();
    }

    /**
     * Says that it is fine if this fault never strikes.
     *
     * @return the same fault, without the guard
     */
    public Fault allowedNotToFire() {
        return new Fault(trigger, effect, connections, probability, seed, true, label);
    }

    /**
     * Says how this fault was declared, for transcripts and messages.
     *
     * @param declaration such as {@code @PeerResets(afterReceiving = 16)}
     * @return the same fault with that label
     */
    public Fault labelled(String declaration) {
        return new Fault(trigger, effect, connections, probability, seed, mayNotFire, declaration);
    }

    /**
     * Says in words what this fault does and when, without the connections.
     *
     * @return such as {@code "resets after receiving 16 bytes"}
     */
    public String summary() {
        return trigger instanceof Trigger.FromTheStart ? effect.toString() : effect + " " + trigger;
    }

    /**
     * Says how this fault was declared, or what it does if it was made in code.
     *
     * @return the label, or else the summary
     */
    public String name() {
        return label.isEmpty() ? summary() : label;
    }

    @Override
    public String toString() {
        if (trigger instanceof Trigger.FromTheStart) {
            return summary();
        }
        var text = new StringBuilder(summary()).append(", ").append(connections);
        if (probability < 1) {
            text.append(", with probability ").append(probability);
        }
        if (drawsByChance()) {
            var conjunction = probability < 1 ? " and" : ", with";
            seed.ifPresent(value -> text.append(conjunction).append(" seed ").append(value));
        }
        return text.toString();
    }
}
