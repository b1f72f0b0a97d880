package dev.peerless.samples.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.CompletableFuture;

/** The two ways in which Netty reaches a socket; each has exceptions of its own. */
public enum Transport {
    NIO(NioSocketChannel.class, NioServerSocketChannel.class) {
        @Override
        IoHandlerFactory loops() {
            return NioIoHandler.newFactory();
        }

        @Override
        public boolean isAvailable() {
            return true;
        }
    },

    EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class) {
        @Override
        IoHandlerFactory loops() {
            return EpollIoHandler.newFactory();
        }

        @Override
        public boolean isAvailable() {
            return Epoll.isAvailable();
        }
    };

    private final Class<? extends Channel> client;
    private final Class<? extends ServerChannel> server;

    Transport(Class<? extends Channel> client, Class<? extends ServerChannel> server) {
        this.client = client;
        this.server = server;
    }

    abstract IoHandlerFactory loops();

    public abstract boolean isAvailable();

    public EventLoopGroup loop() {
        return new MultiThreadIoEventLoopGroup(1, loops());
    }

    public Bootstrap client(EventLoopGroup loop, Witness witness) {
        return new Bootstrap().group(loop).channel(client).handler(witness);
    }

    public ServerBootstrap server(EventLoopGroup loop, Witness witness) {
        return new ServerBootstrap().group(loop).channel(server).childHandler(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(witness);
            }
        });
    }

    /** Puts down what the pipeline is told, and answers requests with whatever it has been given to. */
    public static final class Witness extends ChannelInboundHandlerAdapter {

        private final CompletableFuture<Throwable> caught = new CompletableFuture<>();
        private final CompletableFuture<Channel> active = new CompletableFuture<>();
        private final CompletableFuture<Void> inactive = new CompletableFuture<>();

        public CompletableFuture<Throwable> caught() {
            return caught;
        }

        public CompletableFuture<Channel> active() {
            return active;
        }

        public CompletableFuture<Void> inactive() {
            return inactive;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            active.complete(context.channel());
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            inactive.complete(null);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            caught.complete(cause);
        }
    }
}
