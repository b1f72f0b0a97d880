package dev.peerless.benchmarks.counterpart;

/** Who is compared. Naming a kit loads nothing of it. */
public enum Kit {
    PEERLESS("Peerless"),
    WATCHING("Peerless, watching releases"),
    BY_HAND("by hand"),
    NIO("NIO by hand"),
    NETTY("Netty"),
    NETCRUSHER("NetCrusher"),
    MOCK_WEB_SERVER("MockWebServer"),
    WIREMOCK("WireMock"),
    MOCK_SERVER("MockServer");

    private final String name;

    Kit(String name) {
        this.name = name;
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
