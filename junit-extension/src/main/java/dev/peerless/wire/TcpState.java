package dev.peerless.wire;

import org.apiguardian.api.API;

/**
 * The state of one end of a TCP connection, by the names of RFC 9293. {@code netstat} shows them, but on Linux writes {@code
 * SYN_RECV}, {@code FIN_WAIT1} and {@code FIN_WAIT2}.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TcpState {

    /** Both directions are open. */
    ESTABLISHED,

    /** Its SYN is not answered yet. */
    SYN_SENT,

    /** It has answered a SYN. */
    SYN_RECEIVED,

    /** It has sent its FIN, which is not acknowledged yet. */
    FIN_WAIT_1,

    /** Its FIN is acknowledged, and the other side has not sent one: it may still send. */
    FIN_WAIT_2,

    /** Both FINs have been sent, its own first; it lingers for late packets. That is no leak. */
    TIME_WAIT,

    /** There is no connection. */
    CLOSED,

    /** The other side has sent its FIN, and nobody here has closed the socket yet. If that lasts, it is a leak. */
    CLOSE_WAIT,

    /** It has sent its FIN after that of the other side, and waits for its acknowledgement. */
    LAST_ACK,

    /** It waits for connections. */
    LISTEN,

    /** Both sides have sent FIN at the same time. */
    CLOSING
}
