package dev.peerless.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.wire.Bytes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {

    @Nested
    class Text {

        @Test
        void saysWhatWhenAndOnWhichConnections() {
            assertThat(Fault.reset(Trigger.afterReceiving(16)).on("1"))
                    .hasToString("resets after receiving 16 bytes, connection 1");
            assertThat(Fault.close(Trigger.afterSending(1)))
                    .hasToString("closes after sending 1 byte, all connections");
            assertThat(Fault.closeAtOnce(Trigger.onConnect()).on("2-4"))
                    .hasToString("closes at once with unread data on connect, connections 2-4");
            assertThat(Fault.halfClose(Trigger.whenReceived("QUIT\r\n")).on("3-"))
                    .hasToString("half-closes when receiving \"QUIT\\r\\n\", connections from 3 on");
            assertThat(Fault.stall(Trigger.onDemand())).hasToString("stalls on demand, all connections");
            assertThat(Fault.stall(Trigger.onConnect(), Duration.ofMillis(300)))
                    .hasToString("stalls for 300 ms on connect, all connections");
            assertThat(Fault.vanish(Trigger.connectedFor(Duration.ofSeconds(5))))
                    .hasToString("vanishes after 5 s, all connections");
            assertThat(Fault.garbage(Trigger.afterSending(2), Bytes.utf8("?")))
                    .hasToString("sends garbage and vanishes after sending 2 bytes, all connections");
            assertThat(Fault.failTls(TlsFailure.RESET).on("1"))
                    .hasToString("resets in the TLS handshake, connection 1");
        }

        @Test
        void saysNothingOfConnectionsWhereItRefusesThem() {
            assertThat(Fault.refuse()).hasToString("refuses connections");
            assertThat(Fault.refuse(Duration.ofMillis(300))).hasToString("refuses connections for 300 ms");
        }

        @Test
        void saysWhichChanceAndSeedItHas() {
            var fault = Fault.reset(Trigger.onConnect());

            assertThat(fault.withProbability(0.5))
                    .hasToString("resets on connect, all connections, with probability 0.5");
            assertThat(fault.withProbability(0.5, 42))
                    .hasToString("resets on connect, all connections, with probability 0.5 and seed 42");
            assertThat(fault.withProbability(1, 42)).hasToString("resets on connect, all connections");
        }

        @Test
        void isNamedByItsLabelOrElseByWhatItDoes() {
            var fault = Fault.reset(Trigger.afterReceiving(16));

            assertThat(fault.name()).isEqualTo("resets after receiving 16 bytes");
            assertThat(fault.labelled("@PeerResets(afterReceiving = 16)").name())
                    .isEqualTo("@PeerResets(afterReceiving = 16)");
        }

        @Test
        void saysHowLongAFirewallWaitsAndWhatItDoes() {
            assertThat(Fault.idleFirewall(Duration.ofSeconds(350), FirewallAction.RESET_ON_NEXT_PACKET))
                    .hasToString("forgets the connection and resets it on its next packet after 350 s of idleness,"
                            + " all connections");
        }
    }

    @Nested
    class Parts {

        private final Fault fault = Fault.reset(Trigger.onConnect());

        @Test
        void aWithMethodChangesOnePartAlone() {
            var changed =
                    fault.on("2").withProbability(0.25, 7).allowedNotToFire().labelled("@PeerResets");

            assertThat(changed.trigger()).isEqualTo(fault.trigger());
            assertThat(changed.effect()).isEqualTo(fault.effect());
            assertThat(changed.connections()).isEqualTo(Connections.only(2));
            assertThat(changed.probability()).isEqualTo(0.25);
            assertThat(changed.seed()).hasValue(7);
            assertThat(changed.mayNotFire()).isTrue();
            assertThat(changed.label()).isEqualTo("@PeerResets");
        }

        @Test
        void mustFireUnlessItIsAFirewall() {
            assertThat(fault.mayNotFire()).isFalse();
            assertThat(Fault.idleFirewall(Duration.ofSeconds(1), FirewallAction.DROP)
                            .mayNotFire())
                    .isTrue();
        }

        @Test
        void onlySomeEffectsEndAConnection() {
            assertThat(new Effect.Reset().endsConnection()).isTrue();
            assertThat(new Effect.Close().endsConnection()).isTrue();
            assertThat(new Effect.CloseAtOnce().endsConnection()).isTrue();
            assertThat(new Effect.HalfClose().endsConnection()).isFalse();
            assertThat(new Effect.Stall(Optional.empty()).endsConnection()).isFalse();
            assertThat(new Effect.BlackHole().endsConnection()).isFalse();
            assertThat(new Effect.Forget().endsConnection()).isFalse();
            assertThat(new Effect.Garbage(Bytes.EMPTY).endsConnection()).isFalse();
        }

        @ParameterizedTest
        @EnumSource
        void everyPresetIsAFirewallOnesCouldDeclare(FirewallPreset preset) {
            var declared = Fault.idleFirewall(preset.idle(), preset.action());

            assertThat(declared.effect()).isEqualTo(preset.action().effect());
            assertThat(declared.trigger()).isEqualTo(Trigger.idleFor(preset.idle()));
        }
    }

    @Nested
    class Refusals {

        @Test
        void aProbabilityIsFromZeroToOne() {
            var fault = Fault.reset(Trigger.onConnect());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fault.withProbability(1.5))
                    .withMessage("a probability is from 0 to 1, but was 1.5");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fault.withProbability(Double.NaN, 1))
                    .withMessage("a probability is from 0 to 1, but was NaN");
        }

        @Test
        void onlyWhatIsAboutConnectsHappensFromTheStart() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Fault.reset(new Trigger.FromTheStart()))
                    .withMessage("how a peer takes connects is settled from the start, and nothing else is,"
                            + " but it was to be one that resets from the start");
        }

        @Test
        void whatIsAboutConnectsHappensAtNoOtherTime() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Fault.of(Trigger.onConnect(), new PeerEffect.Refuse(Optional.empty())))
                    .withMessage("how a peer takes connects is settled from the start, and nothing else is,"
                            + " but it was to be one that refuses connections on connect");
        }

        @Test
        void aByteThresholdIsPositive() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Trigger.afterReceiving(0))
                    .withMessage("a byte threshold is at least 1, but was 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Trigger.afterSending(-3))
                    .withMessage("a byte threshold is at least 1, but was -3");
        }

        @Test
        void aPatternIsNotEmpty() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Trigger.whenReceived(Bytes.EMPTY))
                    .withMessage("the pattern to wait for must not be empty");
        }

        @Test
        void aDurationIsPositive() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Trigger.connectedFor(Duration.ZERO))
                    .withMessage("a duration must be positive, but was 0 ms");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Trigger.idleFor(Duration.ofSeconds(-1)))
                    .withMessage("a duration must be positive, but was -1 s");
        }
    }
}
