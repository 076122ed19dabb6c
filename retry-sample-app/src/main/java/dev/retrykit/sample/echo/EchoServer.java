package dev.retrykit.sample.echo;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The echo's gRPC server, on a loopback port of its own. */
@Component
public final class EchoServer implements SmartLifecycle {

    static final int PHASE = 0;

    private static final Logger logger = LoggerFactory.getLogger(EchoServer.class);

    private volatile int port;
    private @Nullable Server server;

    EchoServer(@Value("${sample.echo.port}") int port) {
        this.port = port;
    }

    /** Where the echo listens; with port 0, the place is known from the first start on. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Before the storefront's own server, which a graceful shutdown leaves time to finish what it is doing. */
    @Override
    public int getPhase() {
        return PHASE;
    }

    @Override
    public synchronized void start() {
        try {
            Server started = NettyServerBuilder.forAddress(address())
                    .addService(new FourthTimeEcho())
                    .intercept(new PreviousAttempts())
                    .build()
                    .start();
            server = started;
            // A server that is stopped and started again is found where it was.
            port = started.getPort();
            logger.info("Echo service listens at {}", address());
        } catch (IOException failure) {
            throw new UncheckedIOException("echo service must have a free port, but was given " + port, failure);
        }
    }

    @Override
    public synchronized void stop() {
        Server running = server;
        server = null;
        if (running != null) {
            Shutdown.await(running.shutdownNow()::awaitTermination);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
