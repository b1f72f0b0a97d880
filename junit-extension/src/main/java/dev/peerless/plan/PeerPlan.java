package dev.peerless.plan;

import dev.peerless.fault.Fault;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Everything one peer will do, as immutable data. Several faults strike in the order of their triggers; those that
 * strike at the same byte or instant, in the order in which they were declared.
 *
 * @param role what stands behind the peer
 * @param heartbeats those it sends and those it answers, beside its conversation
 * @param faults what goes wrong, in order of declaration
 * @param recordedPayload how many bytes of payload the transcript keeps for each direction of a connection; what is
 *     beyond is only counted
 * @param receiveBuffer how many bytes the kernel is asked to take ahead of the peer on each connection ({@code SO_RCVBUF};
 *     Linux doubles it and has a minimum), or {@link #SYSTEM_RECEIVE_BUFFER}
 * @param listensOn the address of this machine on which the peer listens: loopback, unless somebody says otherwise
 * @param watchesReleases whether the peer notes, just before a RST, by which descriptor the code under test holds its end
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PeerPlan(
        Role role,
        List<Heartbeating> heartbeats,
        List<Fault> faults,
        int recordedPayload,
        int receiveBuffer,
        InetAddress listensOn,
        boolean watchesReleases) {

    /** Says that the system chooses the size of the receive buffer. */
    public static final int SYSTEM_RECEIVE_BUFFER = 0;

    /** How many bytes of payload are kept for each direction of a connection unless the plan says otherwise: 64 KiB. */
    public static final int DEFAULT_RECORDED_PAYLOAD = 64 * 1024;

    /**
     * Copies the lists and checks that all goes together.
     *
     * @param role what stands behind the peer
     * @param heartbeats those it sends and those it answers, beside its conversation
     * @param faults what goes wrong, in order of declaration
     * @param recordedPayload how many bytes of payload the transcript keeps for each direction of a connection; what is
     *     beyond is only counted
     * @param receiveBuffer how many bytes the kernel is asked to take ahead of the peer on each connection, or {@link
     *     #SYSTEM_RECEIVE_BUFFER}
     * @param listensOn the address of this machine on which the peer listens
     * @param watchesReleases whether the peer notes, just before a RST, by which descriptor the code under test holds its
     *     end
     * @throws IllegalArgumentException if the faults contradict each other or the role, if a relay is to have heartbeats of
     *     its own, a size is negative, or the address is none of this machine or of a family that this JVM does not speak
     */
    public PeerPlan {
        Required.notNull(role, "role");
        Required.notNull(heartbeats, "heartbeats");
        Required.notNull(faults, "faults");
        Required.notNull(listensOn, "listensOn");
        heartbeats = List.copyOf(heartbeats);
        faults = List.copyOf(faults);
        Contradictions.checkHeartbeats(role, heartbeats);
        Contradictions.check(role, faults);
        Listening.check(role, listensOn);
        if (recordedPayload < 0) {
            throw new IllegalArgumentException("the payload to keep must not be negative, but was " + recordedPayload);
        }
        if (receiveBuffer < 0) {
            throw new IllegalArgumentException("the receive buffer must not be negative, but was " + receiveBuffer);
        }
    }

    /**
     * Gives the same plan with other faults.
     *
     * @param others the faults
     * @return the plan
     */
    public PeerPlan withFaults(List<Fault> others) {
        return new PeerPlan(role, heartbeats, others, recordedPayload, receiveBuffer, listensOn, watchesReleases);
    }

    /**
     * Begins a plan: a silent stub without faults, until told otherwise.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Tells how the peer speaks TLS.
     *
     * @return how, or nothing if it does not speak it itself, though a relay may pass it on
     */
    public Optional<Tls> tls() {
        if (role instanceof Role.Client client) {
            return client.tls();
        }
        return role instanceof Role.Stub stub ? stub.tls() : Optional.empty();
    }

    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        if (!role.toString().isEmpty()) {
            parts.add(role.toString());
        }
        heartbeats.forEach(heartbeat -> parts.add(heartbeat.toString()));
        if (!listensOn.isLoopbackAddress()) {
            parts.add("listens on " + listensOn.getHostAddress());
        }
        faults.forEach(fault -> parts.add(fault.toString()));
        return parts.isEmpty() ? "well-behaved" : String.join("; ", parts);
    }

    /**
     * Collects the parts of a plan. Not safe for use by several threads at once.
     *
     * <p>A peer has one role: telling a builder twice what stands behind its peer is an error.
     */
    public static final class Builder {

        private @Nullable Role role;
        private Bytes greeting = Bytes.EMPTY;
        private @Nullable Tls tls;
        private final List<Heartbeating> heartbeats = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private @Nullable Integer recordedPayload;
        private @Nullable Integer receiveBuffer;
        private @Nullable InetAddress listensOn;
        private @Nullable Boolean watchesReleases;

        private Builder() {}

        /**
         * Makes the peer a stub.
         *
         * @param conversation what it says
         * @return this builder
         * @throws IllegalArgumentException if the role is settled already
         */
        public Builder speak(Conversation conversation) {
            return role(new Role.Stub(Required.notNull(conversation, "conversation")));
        }

        /**
         * Makes the peer a relay.
         *
         * @param upstream the real server
         * @return this builder
         * @throws IllegalArgumentException if the role is settled already, or the host is unknown
         */
        public Builder relayTo(InetSocketAddress upstream) {
            return role(new Role.Relay(upstream));
        }

        /**
         * Makes the peer a client.
         *
         * @return this builder
         * @throws IllegalArgumentException if it is to listen
         */
        public Builder dial() {
            return role instanceof Role.Client ? this : dial(1);
        }

        /**
         * Makes the peer a client.
         *
         * @param count how many connections it makes each time it dials
         * @return this builder
         * @throws IllegalArgumentException if it is to listen, another count is settled already, or the count is below 1
         */
        public Builder dial(int count) {
            role = isOneClient(role) ? null : role;
            return role(new Role.Client(count));
        }

        private static boolean isOneClient(@Nullable Role candidate) {
            return candidate instanceof Role.Client client && client.count() == 1;
        }

        /**
         * Gives what the peer is to be, if that is settled.
         *
         * @return the role as told so far
         */
        public Optional<Role> role() {
            return Optional.ofNullable(role);
        }

        private Builder role(Role newRole) {
            if (role != null) {
                throw new IllegalArgumentException(
                        "a peer has one role, but this one " + role + " already and is told that it " + newRole);
            }
            role = newRole;
            return this;
        }

        /**
         * Has a stub send something as soon as a connection is accepted, before its conversation.
         *
         * @param bytes what to send first
         * @return this builder
         */
        public Builder greet(Bytes bytes) {
            greeting = greeting.plus(Required.notNull(bytes, "bytes"));
            return this;
        }

        /**
         * Has a stub or a client speak TLS in front of its conversation.
         *
         * @param how how it does
         * @return this builder
         * @throws IllegalArgumentException if that is settled already
         */
        public Builder tls(Tls how) {
            Required.notNull(how, "how");
            if (tls != null) {
                throw new IllegalArgumentException(
                        "a peer speaks TLS in one way, but this one " + tls + " already and is told that it " + how);
            }
            tls = how;
            return this;
        }

        /**
         * Has a stub or a client send heartbeats or answer them, beside its conversation and beside others.
         *
         * @param which those it sends, or those it answers
         * @return this builder
         */
        public Builder heartbeats(Heartbeating which) {
            heartbeats.add(Required.notNull(which, "which"));
            return this;
        }

        /**
         * Adds a fault after those already there.
         *
         * @param fault the fault
         * @return this builder
         */
        public Builder fault(Fault fault) {
            faults.add(Required.notNull(fault, "fault"));
            return this;
        }

        /**
         * Says how many bytes of payload the transcript keeps for each direction of a connection.
         *
         * @param bytes 0 or more
         * @return this builder
         */
        public Builder recordPayloadUpTo(int bytes) {
            recordedPayload = bytes;
            return this;
        }

        /**
         * Says how many bytes the kernel is asked to take ahead of the peer on each connection.
         *
         * @param bytes at least 1, or {@link #SYSTEM_RECEIVE_BUFFER}
         * @return this builder
         */
        public Builder receiveBuffer(int bytes) {
            receiveBuffer = bytes;
            return this;
        }

        /**
         * Says on which address of this machine the peer listens.
         *
         * @param address one of them, or the wildcard, which is all of them
         * @return this builder
         * @throws IllegalArgumentException if that is settled already
         */
        public Builder listeningOn(InetAddress address) {
            Required.notNull(address, "address");
            if (listensOn != null) {
                throw new IllegalArgumentException("a peer listens on one address, but this one on "
                        + listensOn.getHostAddress() + " already and is told " + address.getHostAddress());
            }
            listensOn = address;
            return this;
        }

        /**
         * Says whether the peer notes, just before it resets a connection, by which descriptor the code under test holds its
         * end, so that the transcript can tell when that is released. Linux only; it delays the RST by the time of one look
         * at the kernel's socket table (measured: 0.3 ms to some milliseconds, depending on the machine's memory, and tens on
         * one that is busy). By default it does if {@code peerless-assertions} is on the class path.
         *
         * @param watches whether to do so
         * @return this builder
         */
        public Builder watchReleases(boolean watches) {
            watchesReleases = watches;
            return this;
        }

        /**
         * Adds the parts of a nearer declaration: its faults come behind, its role, greeting, TLS, address and settings, the
         * heartbeats it sends and those it answers replace what is here.
         *
         * @param nearer the parts that win
         * @return this builder
         */
        public Builder overriddenBy(Builder nearer) {
            faults.addAll(Required.notNull(nearer, "nearer").faults);
            boolean keepsCount = role instanceof Role.Client && isOneClient(nearer.role);
            if (nearer.role != null && !keepsCount) {
                role = nearer.role;
            }
            if (!nearer.greeting.isEmpty()) {
                greeting = nearer.greeting;
            }
            if (nearer.tls != null) {
                tls = nearer.tls;
            }
            if (!nearer.heartbeats.isEmpty()) {
                heartbeats.removeIf(
                        here -> nearer.heartbeats.stream().anyMatch(there -> there.getClass() == here.getClass()));
                heartbeats.addAll(nearer.heartbeats);
            }
            recordedPayload = nearer.recordedPayload == null ? recordedPayload : nearer.recordedPayload;
            receiveBuffer = nearer.receiveBuffer == null ? receiveBuffer : nearer.receiveBuffer;
            listensOn = nearer.listensOn == null ? listensOn : nearer.listensOn;
            watchesReleases = nearer.watchesReleases == null ? watchesReleases : nearer.watchesReleases;
            return this;
        }

        /**
         * Ends the collection.
         *
         * @return the plan
         * @throws IllegalArgumentException if the parts contradict each other
         */
        public PeerPlan build() {
            var settled = settledRole();
            if (listensOn != null) {
                Listening.checkListens(settled, listensOn);
            }
            return new PeerPlan(
                    settled,
                    heartbeats,
                    faults,
                    orElse(DEFAULT_RECORDED_PAYLOAD, recordedPayload),
                    orElse(SYSTEM_RECEIVE_BUFFER, receiveBuffer),
                    orElse(InetAddress.getLoopbackAddress(), listensOn),
                    orElse(ReleaseWatching.BY_DEFAULT, watchesReleases));
        }

        private static <T> T orElse(T unlessSet, @Nullable T set) {
            return set == null ? unlessSet : set;
        }

        private Role settledRole() {
            var settled = role == null ? new Role.Stub(Conversation.silence()) : role;
            if (settled instanceof Role.Stub stub) {
                var said = stub.conversation();
                return new Role.Stub(
                        greeting.isEmpty() ? said : said.greetingFirst(greeting), Optional.ofNullable(tls));
            }
            boolean relays = settled instanceof Role.Relay;
            if (relays && tls != null) {
                throw new IllegalArgumentException("a relay passes on the TLS of its upstream, but this one, which "
                        + settled + ", is told that it itself " + tls);
            } else if (!greeting.isEmpty()) {
                throw new IllegalArgumentException(
                        (relays ? "a relay says what its upstream says" : "a client peer does not greet")
                                + ", but this one is to greet with " + greeting.preview(32));
            }
            return settled instanceof Role.Client client
                    ? new Role.Client(client.count(), Optional.ofNullable(tls))
                    : settled;
        }
    }
}
