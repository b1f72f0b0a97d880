package dev.peerless.benchmarks.counterpart;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Handlers as one would write them, in an event loop group of one thread that each listener has for itself. */
final class NettyCounterpart implements Counterpart {

    /** What closing a channel sends, as a linger time. */
    private static final int RESET = 0;

    private static final int FIN = -1;

    @Override
    public Listening endingOnConnect() {
        return listen(OnConnect::new, true, RESET);
    }

    @Override
    public Listening endingOnRequest() {
        return listen(OnRequest::new, true, RESET);
    }

    @Override
    public Listening holding() {
        return listen(ChannelInboundHandlerAdapter::new, true, RESET);
    }

    @Override
    public Listening relaying(InetSocketAddress upstream) {
        return listen(() -> new Front(upstream), false, FIN);
    }

    private static Listening listen(Supplier<ChannelInboundHandlerAdapter> handler, boolean readsAtOnce, int linger) {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        var open = new DefaultChannelGroup(group.next());
        var listener = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.SO_LINGER, linger)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, linger == FIN)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, readsAtOnce)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open.add(channel);
                        channel.pipeline().addLast(handler.get());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        return Listening.on(((InetSocketAddress) listener.localAddress()).getPort(), () -> {
            listener.close().syncUninterruptibly();
            open.close().syncUninterruptibly();
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of failures, too
    private static final class OnConnect extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.close();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of failures, too
    private static final class OnRequest extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            context.close();
        }
    }

    /** The near side of a relay: connects the far side, and reads as fast as that takes it. */
    private static final class Front extends ChannelInboundHandlerAdapter {

        private final InetSocketAddress upstream;

        Front(InetSocketAddress upstream) {
            this.upstream = upstream;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            var near = context.channel();
            new Bootstrap()
                    .group(near.eventLoop())
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.AUTO_READ, false)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                    .handler(new Back(near))
                    .connect(upstream)
                    .addListener((ChannelFutureListener) connected -> {
                        near.pipeline().addLast(new Back(connected.channel()));
                        near.read();
                    });
        }
    }

    /** Forwards what comes to the other side. */
    @SuppressWarnings("FutureReturnValueIgnored") // Netty tells the pipeline of failures, too
    private static final class Back extends ChannelInboundHandlerAdapter {

        private final Channel other;

        Back(Channel other) {
            this.other = other;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            other.writeAndFlush(message).addListener((ChannelFuture written) -> {
                if (written.isSuccess()) {
                    context.read();
                } else {
                    context.close();
                }
            });
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                other.writeAndFlush(Unpooled.EMPTY_BUFFER)
                        .addListener(written -> ((SocketChannel) other).shutdownOutput());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            other.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
