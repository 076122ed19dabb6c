package dev.retrykit.sample.echo;

import dev.retrykit.sample.echo.wire.EchoGrpc.EchoImplBase;
import dev.retrykit.sample.echo.wire.EchoRequest;
import dev.retrykit.sample.echo.wire.EchoResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fails the first three attempts of each call with UNAVAILABLE and passes the fourth. Attempts are counted by call, so
 * that callers who ask at the same time do not use up each other's failures. The answer bears the number that the caller
 * gave the attempt.
 */
final class FourthTimeEcho extends EchoImplBase {

    private static final int PASSING_ATTEMPT = 4;
    private static final int REMEMBERED = 1_000;

    /** Bounded, since a caller may give up before its call passes. */
    private final Map<String, Integer> attempts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.@Nullable Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public void unaryEcho(EchoRequest request, StreamObserver<EchoResponse> responses) {
        int attempt = countAttempt(request.getCallId());
        if (attempt < PASSING_ATTEMPT) {
            responses.onError(Status.UNAVAILABLE
                    .withDescription("attempt " + attempt + " of " + PASSING_ATTEMPT + " fails")
                    .asRuntimeException());
            return;
        }
        responses.onNext(EchoResponse.newBuilder()
                .setMessage(request.getMessage())
                .setAttempts(PreviousAttempts.count() + 1)
                .build());
        responses.onCompleted();
    }

    private synchronized int countAttempt(String call) {
        int attempt = attempts.merge(call, 1, Integer::sum);
        if (attempt == PASSING_ATTEMPT) {
            attempts.remove(call);
        }
        return attempt;
    }
}
