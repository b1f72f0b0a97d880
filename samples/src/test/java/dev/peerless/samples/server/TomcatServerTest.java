package dev.peerless.samples.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TomcatServerTest {

    @Test
    void leavesNoFolderBehindThoughAnotherStartsLater() throws Exception {
        var first = TomcatServer.start();
        first.close();
        try (var second = TomcatServer.start()) {
            assertThat(first.files()).doesNotExist();
            assertThat(second.files()).isDirectory();
        }
    }
}
