package dev.peerless.plan;

import org.apiguardian.api.API;

/** On which side of TLS the bytes are that faults count and look for. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TlsLayer {

    /** What goes over the wire: handshake, records, and all. */
    CIPHERTEXT,

    /** What the conversation says and hears. */
    PLAINTEXT
}
