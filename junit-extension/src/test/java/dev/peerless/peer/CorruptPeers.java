package dev.peerless.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Peers whose bytes are altered, and what a plain socket gets of them. */
final class CorruptPeers {

    private CorruptPeers() {}

    static Peer silent(Fault... faults) {
        return peer(Conversation.silence(), faults);
    }

    static Peer greets(String text, Fault... faults) {
        return peer(Conversation.silence().greetingFirst(Bytes.utf8(text)), faults);
    }

    static Peer echoes(Fault... faults) {
        return peer(Conversation.echo(), faults);
    }

    static Peer peer(Conversation conversation, Fault... faults) {
        var setup = Peer.plan().speak(conversation);
        List.of(faults).forEach(setup::fault);
        return setup.listen();
    }

    static byte[] read(RawClient client, int count) throws IOException {
        return client.socket().getInputStream().readNBytes(count);
    }

    static void assertOneBitFlippedInEach(byte[] bytes, String text) {
        var before = text.getBytes(UTF_8);
        assertThat(bytes).hasSameSizeAs(before);
        assertThat(IntStream.range(0, bytes.length).map(i -> Integer.bitCount((bytes[i] ^ before[i]) & 0xff)))
                .containsOnly(1);
    }
}
