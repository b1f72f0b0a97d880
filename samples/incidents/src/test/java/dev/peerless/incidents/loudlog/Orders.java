package dev.peerless.incidents.loudlog;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows to export. */
final class Orders {

    /** 12.8 MB: more than the buffers of both kernels take, so the server is still sending when the browser is gone. */
    private static final int COUNT = 200_000;

    private Orders() {}

    static Stream<String> all() {
        return IntStream.rangeClosed(1, COUNT).mapToObj("order-%057d\n"::formatted);
    }
}
