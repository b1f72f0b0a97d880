package consumer

import dev.peerless.assertions.PeerlessAssertions.assertThatConnection
import dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure
import dev.peerless.junit.PeerEchoes
import dev.peerless.junit.PeerResets
import dev.peerless.peer.Peer
import java.net.Socket
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.catchThrowable
import org.junit.jupiter.api.Test

class InjectedTest(@PeerEchoes private val peer: Peer) {

    @Test
    fun `a property of the constructor is its parameter`() {
        Socket(peer.host(), peer.port()).use { socket ->
            socket.getOutputStream().write('x'.code)
            assertThat(socket.getInputStream().read()).isEqualTo('x'.code)
        }
    }
}

class OrdersTest {

    @PeerEchoes
    lateinit var echoing: Peer

    @Test
    fun `a reset is a lost connection`(@PeerResets(afterReceiving = 5) peer: Peer) {
        Socket(peer.host(), peer.port()).use { socket ->
            socket.getOutputStream().write("PLACE order-1".toByteArray())

            val failure = catchThrowable { socket.getInputStream().read() }

            assertThatNetworkFailure(failure).isConnectionLoss()
        }
        assertThatConnection(peer).wasReset()
    }

    @Test
    fun `properties are filled for each test`() {
        assertThat(echoed(echoing)).isEqualTo("hello")
        assertThat(echoing.connectionCount()).isEqualTo(1)
    }

    @Test
    fun `those of the companion are one for the class`() {
        assertThat(echoed(shared)).isEqualTo("hello")
    }

    private fun echoed(peer: Peer) =
        Socket(peer.host(), peer.port()).use { socket ->
            socket.getOutputStream().write("hello".toByteArray())
            String(socket.getInputStream().readNBytes(5))
        }

    companion object {
        @field:PeerEchoes
        lateinit var shared: Peer
    }
}
