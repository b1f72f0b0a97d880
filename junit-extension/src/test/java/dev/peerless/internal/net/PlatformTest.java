package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformTest {

    @Test
    void connectsAreIgnoredOnLinuxAlone() {
        assertThat(FullQueue.whyNot("Linux")).isEmpty();
        assertThat(FullQueue.whyNot("Plan 9"))
                .hasValue("connects that go unanswered need an accept queue that drops what it cannot take, as that of"
                        + " Linux does; this is Plan 9");
    }
}
