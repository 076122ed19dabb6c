package dev.retrykit.sample.echo;

import dev.retrykit.annotation.Retryable;
import dev.retrykit.sample.echo.wire.EchoGrpc;
import dev.retrykit.sample.echo.wire.EchoRequest;
import dev.retrykit.sample.echo.wire.EchoResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Asks the echo. */
@Service
public class EchoService {

    private final EchoChannel channel;
    private final Duration deadline;

    EchoService(EchoChannel channel, @Value("${sample.echo.deadline}") Duration deadline) {
        this.channel = channel;
        this.deadline = deadline;
    }

    /** Has a message sent back; all attempts of a call bear the same number. */
    @Retryable("echo")
    public EchoResponse echo(String call, String message) {
        return EchoGrpc.newBlockingStub(channel.open())
                .withDeadlineAfter(deadline)
                .unaryEcho(EchoRequest.newBuilder()
                        .setCallId(call)
                        .setMessage(message)
                        .build());
    }
}
