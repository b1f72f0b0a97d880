package dev.peerless.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class WhyNotTest {

    @Test
    @DisabledOnOs(OS.LINUX)
    void names_the_operating_system() {
        assertThat(PacketCapture.whyNot()).contains("packets are captured on Linux only");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void names_a_program_that_cannot_be_started() {
        assertThat(PacketCapture.whyNot("no-such-program"))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("packets cannot be captured: Cannot run program \"no-such-program\""));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tells_how_the_program_ended() {
        assertThat(PacketCapture.whyNot("false"))
                .contains("packets cannot be captured: tcpdump has ended with exit code 1");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void tells_that_the_output_is_not_a_capture() {
        assertThat(PacketCapture.whyNot("echo"))
                .contains("packets cannot be captured: the output of tcpdump cannot be read: not a pcap stream");
    }
}
