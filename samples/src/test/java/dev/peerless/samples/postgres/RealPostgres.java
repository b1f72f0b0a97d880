package dev.peerless.samples.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A PostgreSQL server of this run's own: unpacked from a jar, started when a test first asks for it, stopped and deleted
 * with the JVM. Needs neither an installation nor a container.
 */
public final class RealPostgres {

    private static final EmbeddedPostgres SERVER = start();

    private RealPostgres() {}

    /** Gives where it listens: what a peer relays to. */
    public static InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", SERVER.getPort());
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    // The locale of the machine may be one that initdb does not know.
                    .setLocaleConfig("locale", "C")
                    .setPGStartupWait(Duration.ofMinutes(4))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }
}
