package dev.peerless.benchmarks.counterpart;

/** Who is compared. Naming a kit loads nothing of it. */
public enum Kit {
    PEERLESS("Peerless", "no more"),
    WATCHING("Peerless, watching releases", "(peerless-assertions|assertj-core|byte-buddy)-.*"),
    BY_HAND("by hand", "no more"),
    NIO("NIO by hand", "no more"),
    NETTY("Netty", "netty-.*"),
    NETCRUSHER("NetCrusher", "(netcrusher-core|slf4j-api)-.*"),
    MOCK_WEB_SERVER("MockWebServer", "(mockwebserver3|okhttp|okio|kotlin|annotations)-.*"),
    WIREMOCK("WireMock", "wiremock-.*"),
    MOCK_SERVER("MockServer", "(?!wiremock|logback).*");

    private final String name;
    private final String jars;

    Kit(String name, String jars) {
        this.name = name;
        this.jars = jars;
    }

    /** Tells whether a jar with this file name is needed for it, besides those that Peerless needs. */
    public boolean needs(String jar) {
        return jar.matches(jars);
    }

    public Counterpart counterpart() {
        return switch (this) {
            case PEERLESS -> new PeerlessCounterpart(false);
            case WATCHING -> new PeerlessCounterpart(true);
            case BY_HAND -> new ThreadsByHand();
            case NIO -> new NioByHand();
            case NETTY -> new NettyCounterpart();
            case NETCRUSHER -> new NetCrusherCounterpart();
            case MOCK_WEB_SERVER -> new MockWebServerCounterpart();
            case WIREMOCK -> new WireMockCounterpart();
            case MOCK_SERVER -> new MockServerCounterpart();
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
