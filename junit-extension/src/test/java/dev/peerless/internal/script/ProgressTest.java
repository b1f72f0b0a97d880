package dev.peerless.internal.script;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.connectedFor;
import static dev.peerless.fault.Trigger.idleFor;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.fault.Trigger.whenReceived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.TlsFailure;
import dev.peerless.fault.Way;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far a fault got that has not struck. */
class ProgressTest {

    private static final long START = -7_000_000_000L;

    private static FaultScript script(Fault... faults) {
        return new FaultScript(List.of(faults), 1, START);
    }

    private static long at(long millis) {
        return START + millis * 1_000_000;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private String after10BytesEachWayIn250Millis(Fault fault) {
        var script = script(fault);
        script.received(bytes("0123456789"), at(100));
        script.sent(10, at(150));
        return script.progress(fault, at(250)).orElseThrow();
    }

    @Test
    void tellsHowFarEachTriggerGot() {
        assertThat(after10BytesEachWayIn250Millis(Fault.reset(afterReceiving(16))))
                .isEqualTo("#1 had received 10 of 16 bytes");
        assertThat(after10BytesEachWayIn250Millis(Fault.reset(afterSending(16))))
                .isEqualTo("#1 had been sent 10 of 16 bytes");
        assertThat(after10BytesEachWayIn250Millis(Fault.reset(whenReceived("QUIT"))))
                .isEqualTo("#1 had received 10 bytes without \"QUIT\"");
        assertThat(after10BytesEachWayIn250Millis(Fault.reset(connectedFor(Duration.ofSeconds(5)))))
                .isEqualTo("#1 was connected for 250 ms of 5 s");
        assertThat(after10BytesEachWayIn250Millis(Fault.reset(idleFor(Duration.ofSeconds(5)))))
                .isEqualTo("#1 was idle for at most 100 ms of 5 s");
        assertThat(after10BytesEachWayIn250Millis(Fault.reset(onDemand()))).isEqualTo("#1 was never told to");
    }

    @Test
    void ofACorruptionIsWhatItAltered() {
        var sends = Fault.corrupt(afterReceiving(10), Corruption.flips(1));
        var receives = Fault.corrupt(afterReceiving(10), Corruption.flips(1), Way.RECEIVING);
        var both = Fault.corrupt(afterReceiving(10), Corruption.flips(1), Way.BOTH);
        var script = script(sends, receives, both);
        script.received(bytes("012345678"), at(1));

        assertThat(script.progress(sends, at(2))).hasValue("#1 had received 9 of 10 bytes");

        script.sent(5, at(2));
        script.received(bytes("9"), at(3));
        script.sent(7, at(3));
        script.received(bytes("ab"), at(3));

        assertThat(script.hasStruck(sends)).isFalse();
        assertThat(script.progress(sends, at(4)))
                .hasValue("#1 had sent 7 bytes since its trigger and altered none of them");
        assertThat(script.progress(receives, at(4)))
                .hasValue("#1 had received 2 bytes since its trigger and altered none of them");
        assertThat(script.progress(both, at(4)))
                .hasValue("#1 had sent 7 bytes and received 2 since its trigger and altered none of them");

        script.altered(sends);

        assertThat(script.hasStruck(sends)).isTrue();
        assertThat(script.progress(sends, at(4))).isEmpty();
        assertThat(script.hasStruck(receives)).isFalse();
    }

    @Test
    void tellsThatNoHandshakeBegan() {
        var fault = Fault.failTls(TlsFailure.FIN);

        assertThat(script(fault).progress(fault, at(250))).contains("#1 began no handshake");
    }

    @Test
    void tellsThatPlaintextCameInsteadOfAHandshake() {
        var fault = Fault.failTls(TlsFailure.FIN);
        var script = script(fault);
        script.received(ByteBuffer.wrap(new byte[] {'h'}), at(1));

        assertThat(script.progress(fault, at(250))).contains("#1 began with plaintext where a ClientHello was due");
    }

    @Test
    void saysThatTheConnectionWasOverBeforeItsTurn() {
        var late = Fault.reset(onConnect());
        var script = script(Fault.close(onConnect()), late);
        script.connected();

        assertThat(script.progress(late, at(1))).hasValue("#1 was over before");
    }

    @Test
    void standsStillOnceTheConnectionHasEnded() {
        var age = Fault.reset(connectedFor(Duration.ofSeconds(5)));
        var idle = Fault.reset(idleFor(Duration.ofSeconds(5)));
        var script = script(age, idle);
        script.ended(at(40));

        assertThat(script.progress(age, at(9000))).hasValue("#1 was connected for 40 ms of 5 s");
        assertThat(script.progress(idle, at(9000))).hasValue("#1 was idle for at most 40 ms of 5 s");
    }

    @Test
    void isNoneForAFaultThatHasStruckOrWasNotArmed() {
        var struck = Fault.stall(onConnect());
        var notMeant = Fault.reset(onDemand()).on("2");
        var script = script(struck, notMeant);
        script.connected();

        assertThat(script.progress(struck, at(1))).isEmpty();
        assertThat(script.progress(notMeant, at(1))).isEmpty();
    }
}
