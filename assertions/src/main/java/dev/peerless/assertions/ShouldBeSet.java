package dev.peerless.assertions;

import java.net.Socket;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that a socket is set otherwise, or in another state. */
final class ShouldBeSet extends WireErrorMessage {

    private ShouldBeSet(Socket actual, boolean isChannel, String expectation, String but, String shown) {
        super(subject(actual, isChannel), expectation, but, shown);
    }

    static ErrorMessageFactory shouldBeSet(
            Socket actual, boolean isChannel, String expectation, SocketJudge.But but, SocketSettings settings) {
        return new ShouldBeSet(actual, isChannel, expectation, but.text(), settings.marking(but.option()));
    }

    static ErrorMessageFactory shouldBe(
            Socket actual, boolean isChannel, String expectation, SocketState state, SocketSettings settings) {
        return new ShouldBeSet(actual, isChannel, expectation, state.toString(), settings.marking(""));
    }

    private static String subject(Socket actual, boolean isChannel) {
        var remote = actual.getRemoteSocketAddress();
        // What a closed socket was connected to is known, its own address is not always.
        return (isChannel ? "the channel" : "the socket") + (remote == null ? "" : " to " + remote);
    }
}
