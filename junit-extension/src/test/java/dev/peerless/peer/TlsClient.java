package dev.peerless.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The judge under TLS: an {@code SSLSocket} on a plain one, which counts what comes over the wire. */
final class TlsClient implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int SILENCE_MILLIS = 150;

    private final CountingSocket wire;
    private final SSLSocket socket;

    private TlsClient(CountingSocket wire, SSLSocket socket) {
        this.wire = wire;
        this.socket = socket;
    }

    static TlsClient to(Peer peer, String... protocols) throws IOException {
        return to(peer.address(), peer.tls().clientContext(), protocols);
    }

    /** Connects, and shakes hands with the first byte that is read or written. */
    static TlsClient to(InetSocketAddress address, SSLContext context, String... protocols) throws IOException {
        var wire = new CountingSocket();
        try {
            wire.setTcpNoDelay(true);
            wire.setSoTimeout(PATIENCE_MILLIS);
            wire.connect(address, PATIENCE_MILLIS);
            var socket = (SSLSocket)
                    context.getSocketFactory().createSocket(wire, address.getHostString(), address.getPort(), true);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            return new TlsClient(wire, socket);
        } catch (IOException failure) {
            wire.close();
            throw failure;
        }
    }

    /** Compares the name in the certificate with that of the peer, as HTTPS clients do. */
    TlsClient comparingNames() {
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return this;
    }

    TlsClient shakeHands() throws IOException {
        socket.startHandshake();
        return this;
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** Reads until there are so many characters, or the end comes. */
    String readText(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), UTF_8);
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    /** Reads until the end or an exception, and tells how many bytes came. */
    long readAll() throws IOException {
        long count = 0;
        var buffer = new byte[1 << 16];
        for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
            count += read;
        }
        return count;
    }

    /** Tells how many bytes have been read from the wire. */
    long ciphertextRead() {
        return wire.read;
    }

    SSLSocket socket() {
        return socket;
    }

    /** The socket under TLS. */
    Socket wire() {
        return wire;
    }

    void beImpatient() throws IOException {
        wire.setSoTimeout(SILENCE_MILLIS);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        wire.close();
    }

    private static final class CountingSocket extends Socket {

        private long read;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    int next = super.read();
                    read += next < 0 ? 0 : 1;
                    return next;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = super.read(bytes, offset, length);
                    read += Math.max(count, 0);
                    return count;
                }
            };
        }
    }
}
