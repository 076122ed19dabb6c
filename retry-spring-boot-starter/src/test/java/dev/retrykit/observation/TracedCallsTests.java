package dev.retrykit.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withServerError;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

import dev.retrykit.Attempt;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.reactor.PublisherCalls;
import dev.retrykit.reactor.PublisherFallback;
import dev.retrykit.reactor.PublisherOperation;
import dev.retrykit.testing.VirtualTime;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Spans of a real tracer: those of HTTP clients stand in the attempt, or in the call, on whatever thread they begin. */
class TracedCallsTests {

    private final VirtualTime time = new VirtualTime();
    private final Traces traces = new Traces();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final AtomicInteger requests = new AtomicInteger();
    private final WebClient web = WebClient.builder()
            .observationRegistry(traces.registry)
            .exchangeFunction(request -> Mono.just(ClientResponse.create(
                            requests.incrementAndGet() % 2 == 1 ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
                    .header("Content-Type", "text/plain")
                    .body("paid")
                    .build()))
            .build();

    private Retrier retrier(boolean attempts) {
        return Retrier.builder("payments")
                .policy(RetryPolicy.builder()
                        .backoff(Backoff.fixed(Duration.ofSeconds(1)))
                        .maxAttempts(2)
                        .build())
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .executor(executor)
                .observer(new PublisherObservations(traces.registry, Conventions.standard(), attempts))
                .build();
    }

    @AfterEach
    void end() throws InterruptedException {
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        traces.close();
    }

    private RestClient restClient() {
        RestClient.Builder builder = RestClient.builder().observationRegistry(traces.registry);
        MockRestServiceServer server = MockRestServiceServer.bindTo(builder).build();
        server.expect(requestTo("/pay")).andRespond(withServerError());
        server.expect(requestTo("/pay")).andRespond(withSuccess("paid", MediaType.TEXT_PLAIN));
        return builder.build();
    }

    private static String get(RestClient client) {
        return Objects.requireNonNull(client.get().uri("/pay").retrieve().body(String.class));
    }

    private Mono<String> get() {
        return web.get().uri("/pay").retrieve().bodyToMono(String.class);
    }

    private void oneTrace() {
        assertThat(traces.spans().stream().map(SpanData::getTraceId).distinct()).hasSize(1);
    }

    private void bothAttemptsStandBelowTheCheckout() {
        assertThat(traces.tree())
                .containsExactly(
                        "checkout",
                        "  retry payments",
                        "    retry payments attempt 1",
                        "      http get",
                        "    retry payments attempt 2",
                        "      http get");
    }

    @Test
    void ofABlockingCallHoldItsAttempts() {
        RestClient client = restClient();
        assertThat(retrier(true).call(() -> get(client))).isEqualTo("paid");
        assertThat(traces.tree())
                .containsExactly(
                        "retry payments",
                        "  retry payments attempt 1",
                        "    http get",
                        "  retry payments attempt 2",
                        "    http get");
        oneTrace();
    }

    @Test
    void ofACallAloneBearItsEvents() {
        RestClient client = restClient();
        assertThat(retrier(false).call(() -> get(client))).isEqualTo("paid");
        assertThat(traces.tree()).containsExactly("retry payments", "  http get", "  http get");
        SpanData call = traces.spans().get(0);
        assertThat(call.getEvents())
                .extracting(EventData::getName)
                .containsExactly(
                        "attempt 1 failure org.springframework.web.client.HttpServerErrorException$InternalServerError",
                        "attempt 2 success");
        assertThat(call.getAttributes().get(AttributeKey.stringKey("outcome"))).isEqualTo("success");
        assertThat(call.getAttributes().get(AttributeKey.stringKey("retry.attempts")))
                .isEqualTo("2");
    }

    @Test
    void ofAStageHoldAttemptsOnOtherThreads() {
        RestClient client = restClient();
        Observation checkout = Observation.start("checkout", traces.registry);
        Retrier retrier = retrier(true);
        CompletableFuture<String> call =
                checkout.scoped(() -> retrier.callAsync(attempt -> CompletableFuture.completedFuture(get(client))));
        time.advance(Duration.ofSeconds(1));
        assertThat(call.join()).isEqualTo("paid");
        checkout.stop();
        bothAttemptsStandBelowTheCheckout();
    }

    @Test
    void ofAMonoStandBelowWhatItsSubscriberBrings() {
        Observation checkout = Observation.start("checkout", traces.registry);
        CompletableFuture<@Nullable String> answer = PublisherCalls.mono(
                        retrier(true), "order", (order, attempt) -> get())
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, checkout))
                .toFuture();
        time.advance(Duration.ofSeconds(1));
        assertThat(answer.join()).isEqualTo("paid");
        checkout.stop();
        bothAttemptsStandBelowTheCheckout();
        assertThat(traces.registry.getCurrentObservation()).isNull();
    }

    @Test
    void ofAFluxHoldItsAttempts() {
        CompletableFuture<?> answer = PublisherCalls.flux(retrier(false), "order", (order, attempt) -> get().flux())
                .collectList()
                .toFuture();
        time.advance(Duration.ofSeconds(1));
        assertThat(answer.join()).asString().isEqualTo("[paid]");
        assertThat(traces.tree()).containsExactly("retry payments", "  http get", "  http get");
        oneTrace();
    }

    @Test
    void ofAFallbackStandBesideTheCall() {
        Observation checkout = Observation.start("checkout", traces.registry);
        PublisherOperation<String, String> operation = new PublisherOperation<>() {
            @Override
            public Publisher<String> start(String order, Attempt attempt) {
                return Flux.error(new IllegalArgumentException("sold out"));
            }

            @Override
            public PublisherFallback<String, String> fallbackFor(Throwable failure) {
                requests.set(1);
                return (order, thrown) -> get();
            }
        };
        CompletableFuture<@Nullable String> answer = PublisherCalls.mono(retrier(true), "order", operation)
                .contextWrite(context -> context.put(ObservationThreadLocalAccessor.KEY, checkout))
                .toFuture();
        time.advance(Duration.ofSeconds(1));
        assertThat(answer.join()).isEqualTo("paid");
        checkout.stop();
        assertThat(traces.tree())
                .containsExactly(
                        "checkout",
                        "  retry payments",
                        "    retry payments attempt 1",
                        "    retry payments attempt 2",
                        "  http get");
    }
}
