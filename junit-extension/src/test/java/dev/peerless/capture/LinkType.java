package dev.peerless.capture;

import java.io.IOException;
import java.util.stream.Stream;

/** What precedes the IP header in a captured frame: only its length matters, since the filter lets IP alone through. */
enum LinkType {
    ETHERNET(1, 14),
    RAW_IP(101, 0),
    LINUX_COOKED(113, 16),
    LINUX_COOKED_2(276, 20);

    private final int number;
    private final int headerLength;

    LinkType(int number, int headerLength) {
        this.number = number;
        this.headerLength = headerLength;
    }

    int number() {
        return number;
    }

    int headerLength() {
        return headerLength;
    }

    static LinkType of(int number) throws IOException {
        return Stream.of(values())
                .filter(type -> type.number == number)
                .findAny()
                .orElseThrow(() -> new IOException("cannot read packets of link type " + number));
    }
}
