package dev.retrykit.grpc;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A gRPC server that fails as it is told, then sends messages back, and notes which attempt each RPC said it was. */
final class ScriptedEcho implements AutoCloseable {

    static final MethodDescriptor<String, String> UNARY_ECHO = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodType.UNARY)
            .setFullMethodName("grpc.examples.echo.Echo/UnaryEcho")
            .setRequestMarshaller(new Text())
            .setResponseMarshaller(new Text())
            .build();

    static final Metadata.Key<String> PUSHBACK = key("grpc-retry-pushback-ms");
    static final Metadata.Key<byte[]> STATUS_DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);
    static final String ABSENT = "absent";

    private static final Metadata.Key<String> PREVIOUS_ATTEMPTS = key("grpc-previous-rpc-attempts");

    private record Failure(Status status, Metadata trailers) {}

    private final String name = InProcessServerBuilder.generateName();
    private final Queue<Failure> failures = new ArrayDeque<>();
    private final List<String> previousAttempts = new ArrayList<>();
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final Server server;

    ScriptedEcho() throws IOException {
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .intercept(this::note)
                .addService(ServerServiceDefinition.builder("grpc.examples.echo.Echo")
                        .addMethod(UNARY_ECHO, ServerCalls.asyncUnaryCall(this::answer))
                        .build())
                .build()
                .start();
    }

    synchronized ScriptedEcho fail(int times, Status status) {
        for (int i = 0; i < times; i++) {
            failures.add(new Failure(status, new Metadata()));
        }
        return this;
    }

    ScriptedEcho failWithPushback(Status status, String millis) {
        Metadata trailers = new Metadata();
        trailers.put(PUSHBACK, millis);
        return fail(status, trailers);
    }

    synchronized ScriptedEcho fail(Status status, Metadata trailers) {
        failures.add(new Failure(status, trailers));
        return this;
    }

    /** What the RPCs said in {@code grpc-previous-rpc-attempts}, in their order. */
    synchronized List<String> previousAttempts() {
        return List.copyOf(previousAttempts);
    }

    /** The name under which channels within this process reach it. */
    String name() {
        return name;
    }

    ManagedChannel channel(UnaryOperator<InProcessChannelBuilder> settings, ClientInterceptor... interceptors) {
        ManagedChannel channel = settings.apply(
                        InProcessChannelBuilder.forName(name).directExecutor().intercept(interceptors))
                .build();
        channels.add(channel);
        return channel;
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
        server.shutdownNow();
    }

    private <Q, R> Listener<Q> note(ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Iterable<String> values = headers.getAll(PREVIOUS_ATTEMPTS);
        synchronized (this) {
            previousAttempts.add(values == null ? ABSENT : String.join("+", values));
        }
        return next.startCall(call, headers);
    }

    private void answer(String request, StreamObserver<String> responses) {
        Failure failure = nextFailure();
        if (failure != null) {
            responses.onError(failure.status().asRuntimeException(failure.trailers()));
            return;
        }
        responses.onNext(request);
        responses.onCompleted();
    }

    private synchronized @Nullable Failure nextFailure() {
        return failures.poll();
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    private static final class Text implements Marshaller<String> {

        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
