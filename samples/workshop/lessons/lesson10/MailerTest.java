package lesson10;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.fault.Excess.CLOSE;
import static dev.peerless.fault.Excess.RESET;
import static dev.peerless.wire.TcpState.TIME_WAIT;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.PeerGreets;
import dev.peerless.junit.PeerOverloaded;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("try") // the other connection is only held
class MailerTest {

    @Test
    @Order(1)
    void leavesNothingInCloseWait(
            @PeerGreets("220 ready\n") @PeerOverloaded(maxConnections = 1, excess = CLOSE) Peer server)
            throws IOException {
        try (var other = occupyTheOnlyPlace(server);
                var mailer = new Mailer(server.address())) {
            for (int mail = 1; mail <= 3; mail++) {
                assertThat(mailer.deliver("mail " + mail))
                        .as("whether the server took mail %d, though it had no place", mail)
                        .isFalse();
            }

            assertThatConnection(server.connection(2))
                    .as("the first of three mails for which the server had no place")
                    .wasClosed()
                    .wasReleasedWithin(ofSeconds(5));
        }
    }

    @Test
    @Order(2)
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nobody can look whether a socket is held after a reset")
    void keepsNoDescriptorAfterAReset(
            @PeerGreets("220 ready\n") @PeerOverloaded(maxConnections = 1, excess = RESET) Peer server)
            throws IOException {
        try (var other = occupyTheOnlyPlace(server);
                var mailer = new Mailer(server.address())) {
            assertThatCall((Callable<Boolean>) () -> mailer.deliver("mail 1"))
                    .as("a mail, where an overloaded server resets the connection")
                    .failsWithConnectionLoss();

            assertThatConnection(server.connection(2))
                    .as("the mail's socket after a reset: also then it takes a descriptor until it is closed")
                    .wasReset()
                    .wasReleasedWithin(ofSeconds(5));
        }
    }

    /** Not to be "mended": whoever closes first has it, and a RST instead of a FIN could cost the server the mail. */
    @Test
    @Order(3)
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nobody can look at the states of sockets")
    void leavesTimeWaitBehindAndThatIsFine(@PeerGreets("220 ready\n") @PeerSpeaks(Accepting.class) Peer server)
            throws IOException {
        try (var mailer = new Mailer(server.address())) {
            assertThat(mailer.deliver("mail 1"))
                    .as("whether the server took the mail")
                    .isTrue();

            assertThatConnection(server)
                    .as("the mail's connection, which the mailer ends first, by a FIN: TIME_WAIT is what comes of it")
                    .endedByFin()
                    .isInState(TIME_WAIT);
        }
    }

    private static Socket occupyTheOnlyPlace(Peer server) throws IOException {
        var socket = new Socket(server.host(), server.port());
        assertThat(socket.getInputStream().read()).isEqualTo('2');
        return socket;
    }

    static final class Accepting implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(mail -> "250 accepted").begin();
        }
    }
}
