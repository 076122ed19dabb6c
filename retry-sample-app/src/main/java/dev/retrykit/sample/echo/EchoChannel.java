package dev.retrykit.sample.echo;

import dev.retrykit.grpc.GrpcAttemptInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The connection to the echo's server, open while the server is. */
@Component
final class EchoChannel implements SmartLifecycle {

    private final EchoServer server;
    private final GrpcAttemptInterceptor attempts;
    private @Nullable ManagedChannel channel;

    EchoChannel(EchoServer server, GrpcAttemptInterceptor attempts) {
        this.server = server;
        this.attempts = attempts;
    }

    synchronized ManagedChannel open() {
        if (channel == null) {
            throw new IllegalStateException("channel must be open, but was closed");
        }
        return channel;
    }

    /** After the server, whose port is known only then. */
    @Override
    public int getPhase() {
        return EchoServer.PHASE + 1;
    }

    @Override
    public synchronized void start() {
        channel = NettyChannelBuilder.forAddress(server.address())
                .usePlaintext()
                // One place retries. With grpc-java's own retries below ours, attempts would multiply: 4 x 4.
                .disableRetry()
                // Tells the server which attempt it sees, and would warn if the channel retried after all.
                .intercept(attempts)
                .build();
    }

    @Override
    public synchronized void stop() {
        ManagedChannel opened = channel;
        channel = null;
        if (opened != null) {
            Shutdown.await(opened.shutdownNow()::awaitTermination);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return channel != null;
    }
}
