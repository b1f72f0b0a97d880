package dev.peerless.benchmarks;

import dev.peerless.benchmarks.counterpart.Kit;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * Whether a port is free right after what listened there was closed, one connection having ended: for a strict bind,
 * without {@code SO_REUSEADDR}, which no connection in {@code TIME_WAIT} may stand in the way of.
 */
final class PortReuse implements Benchmark {

    private static final List<Kit> KITS =
            List.of(Kit.PEERLESS, Kit.WATCHING, Kit.BY_HAND, Kit.NIO, Kit.NETTY, Kit.NETCRUSHER, Kit.MOCK_WEB_SERVER);

    @Override
    public Table run(Scale scale) throws Exception {
        int times = scale.of(200, 2);
        var target = Target.atLeast(times, "");
        var table = new Table(
                "ports: bound again right after the close, of " + times + " times", "", "bound", "target", "");
        for (var kit : KITS) {
            int bound = 0;
            for (int i = 0; i < times; i++) {
                bound += isFreeAfter(kit) ? 1 : 0;
            }
            boolean ours = kit == Kit.PEERLESS || kit == Kit.WATCHING;
            table.row(
                    kit.toString(),
                    String.valueOf(bound),
                    ours ? target.toString() : "",
                    ours ? target.judge(bound) : "");
        }
        return table;
    }

    private static boolean isFreeAfter(Kit kit) throws IOException {
        InetSocketAddress address;
        try (var listening = kit.counterpart().endingOnConnect()) {
            address = listening.address();
            var unused = RawClient.untilEnd(address);
        }
        try (var strict = new ServerSocket()) {
            strict.setReuseAddress(false);
            strict.bind(address);
            return true;
        } catch (BindException taken) {
            return false;
        }
    }
}
