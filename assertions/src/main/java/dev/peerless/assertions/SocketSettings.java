package dev.peerless.assertions;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/**
 * The options of a socket at one moment, by their names.
 *
 * @param values none if the socket was closed
 */
record SocketSettings(Map<String, Object> values) {

    /** In seconds. An option of the module {@code jdk.net}, which need not be there; a socket that has it says so. */
    static final String KEEP_ALIVE_IDLE = "TCP_KEEPIDLE";

    /** In milliseconds. No option for a channel, nor a {@link SocketOption} at all. */
    static final String READ_TIMEOUT = "SO_TIMEOUT";

    static SocketSettings of(Socket socket, boolean isChannel) {
        var values = new LinkedHashMap<String, Object>();
        try {
            put(values, socket, StandardSocketOptions.SO_KEEPALIVE);
            for (var option : socket.supportedOptions()) {
                if (option.name().equals(KEEP_ALIVE_IDLE)) {
                    put(values, socket, option);
                }
            }
            if (!isChannel) {
                values.put(READ_TIMEOUT, socket.getSoTimeout());
            }
            put(values, socket, StandardSocketOptions.TCP_NODELAY);
            put(values, socket, StandardSocketOptions.SO_LINGER);
            put(values, socket, StandardSocketOptions.SO_SNDBUF);
            put(values, socket, StandardSocketOptions.SO_RCVBUF);
        } catch (IOException closed) {
            return new SocketSettings(Map.of());
        }
        return new SocketSettings(values);
    }

    private static void put(Map<String, Object> values, Socket socket, SocketOption<?> option) throws IOException {
        values.put(option.name(), socket.getOption(option));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    <T> T get(SocketOption<T> option) {
        return Objects.requireNonNull(option.type().cast(values.get(option.name())), option.name());
    }

    @Nullable
    Integer number(String name) {
        return (Integer) values.get(name);
    }

    /** Lists them, with one marked. */
    String marking(String name) {
        return values.entrySet().stream()
                .map(entry -> (entry.getKey().equals(name) ? ">  " : "   ")
                        + StringUtils.rightPad(entry.getKey(), KEEP_ALIVE_IDLE.length())
                        + "  " + entry.getValue())
                .collect(joining("\n"));
    }
}
