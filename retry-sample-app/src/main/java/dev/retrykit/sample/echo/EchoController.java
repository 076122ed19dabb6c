package dev.retrykit.sample.echo;

import dev.retrykit.sample.GivenUp;
import dev.retrykit.sample.echo.wire.EchoResponse;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what came back from the echo, and how many attempts it took. */
@RestController
class EchoController {

    private final EchoService echo;

    EchoController(EchoService echo) {
        this.echo = echo;
    }

    @GetMapping("/echo")
    Reply echo(@RequestParam("message") String message) {
        // Made outside the retried method: one call, however many attempts.
        EchoResponse response = echo.echo(UUID.randomUUID().toString(), message);
        return new Reply(response.getMessage(), response.getAttempts());
    }

    @ExceptionHandler
    ProblemDetail failed(StatusRuntimeException failure) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "The echo service answered " + failure.getMessage() + ".");
        problem.setTitle("Echo failed");
        GivenUp.tell(failure, problem);
        return problem;
    }

    /**
     * The echo's answer.
     *
     * @param message what was sent back
     * @param attempts which attempt it was, as the server was told
     */
    record Reply(String message, int attempts) {}
}
