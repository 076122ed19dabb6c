package dev.retrykit.sample.payment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The payment service's socket. A plain one, since no embedded server lets the code behind it reset a connection; a
 * connection carries one request, so that a fault never meets a connection that was opened before it.
 */
@Component
public final class PaymentServer implements SmartLifecycle {

    private static final Logger logger = LoggerFactory.getLogger(PaymentServer.class);
    private static final int BACKLOG = 200;
    private static final int READ_TIMEOUT_MILLIS = 5_000;

    private final PaymentDesk desk;
    private final FaultSwitch faults;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile int port;
    private @Nullable ServerSocket listener;
    private @Nullable ExecutorService workers;

    PaymentServer(PaymentDesk desk, FaultSwitch faults, @Value("${sample.payments.port}") int port) {
        this.desk = desk;
        this.faults = faults;
        this.port = port;
    }

    /** Where payments are posted; with port 0, the place is known from the first start on. */
    public URI payments() {
        return URI.create("http://127.0.0.1:" + port + "/payments");
    }

    /** Before the storefront's own server, which a graceful shutdown leaves time to finish what it is doing. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public synchronized void start() {
        try {
            ServerSocket socket = new ServerSocket();
            listener = socket;
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            // A server that is stopped and started again is found where it was.
            port = socket.getLocalPort();
            ExecutorService pool = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "payment-service");
                thread.setDaemon(true);
                return thread;
            });
            workers = pool;
            pool.execute(() -> accept(socket, pool));
            logger.info("Payment service listens at {}", payments());
        } catch (IOException failure) {
            stop();
            throw new UncheckedIOException("payment service must have a free port, but was given " + port, failure);
        }
    }

    @Override
    public synchronized void stop() {
        if (listener != null) {
            close(listener);
            listener = null;
        }
        if (workers != null) {
            workers.shutdownNow();
            workers = null;
        }
        connections.forEach(PaymentServer::close);
    }

    @Override
    public synchronized boolean isRunning() {
        return listener != null;
    }

    private void accept(ServerSocket listening, ExecutorService pool) {
        while (!listening.isClosed()) {
            try {
                serve(listening.accept(), pool);
            } catch (IOException failure) {
                if (!listening.isClosed()) {
                    logger.warn("A connection could not be accepted", failure);
                }
            }
        }
    }

    private void serve(Socket connection, ExecutorService pool) {
        connections.add(connection);
        try {
            pool.execute(() -> serve(connection));
        } catch (RejectedExecutionException stopped) {
            connections.remove(connection);
            close(connection);
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Faults now = faults.meet();
            if (now.outage()) {
                reset(connection);
                return;
            }
            connection.setSoTimeout(READ_TIMEOUT_MILLIS);
            WireRequest request = WireRequest.read(connection.getInputStream());
            Thread.sleep(now.latencyMillis());
            WireReply reply = desk.answer(request, now);
            if (ThreadLocalRandom.current().nextDouble() < now.resetRate()) {
                reset(connection);
                return;
            }
            reply.writeTo(connection.getOutputStream());
        } catch (IOException failure) {
            // The caller is gone, or did not speak HTTP; either way there is nobody to answer.
            logger.debug("A connection ended early", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    /** Without lingering, closing sends a TCP reset where it would else send what is left and a proper end. */
    private static void reset(Socket connection) throws IOException {
        connection.setSoLinger(true, 0);
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception failure) {
            logger.debug("A socket could not be closed", failure);
        }
    }
}
