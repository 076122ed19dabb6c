package dev.retrykit.sample.echo;

import dev.retrykit.sample.echo.wire.EchoGrpc;
import dev.retrykit.sample.echo.wire.EchoRequest;
import dev.retrykit.sample.echo.wire.EchoResponse;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/** Asks the echo. */
@Service
public class EchoService {

    private static final int DEADLINE_SECONDS = 2;

    private final EchoChannel channel;

    EchoService(EchoChannel channel) {
        this.channel = channel;
    }

    /** Has a message sent back; all attempts of a call bear the same number. */
    public EchoResponse echo(String call, String message) {
        return EchoGrpc.newBlockingStub(channel.open())
                .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
                .unaryEcho(EchoRequest.newBuilder()
                        .setCallId(call)
                        .setMessage(message)
                        .build());
    }
}
