package dev.retrykit.aop

import dev.retrykit.RetryRegistry
import dev.retrykit.annotation.Retryable
import dev.retrykit.observation.Conventions
import dev.retrykit.observation.PublisherObservations
import dev.retrykit.testing.VirtualTime
import io.micrometer.observation.Observation
import io.micrometer.observation.ObservationHandler
import io.micrometer.observation.ObservationRegistry
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor
import java.time.Duration
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.reactor.ReactorContext
import kotlinx.coroutines.reactor.asCoroutineContext
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import reactor.util.context.Context

/** Suspending functions find the observation of their attempt in Reactor's context, and bring their parent in it. */
class ObservedSuspendTests {

    open class Weather {
        private val outage = Outage(1)
        private val seen = mutableListOf<String>()

        @Retryable("weather")
        open suspend fun now(): String {
            yield()
            seen += path(currentCoroutineContext()[ReactorContext]?.context?.getOrDefault<Observation>(KEY, null))
            return "sun ${outage.call()}"
        }

        open fun seen(): List<String> = seen
    }

    @Test
    fun areObservedBelowTheirCaller() {
        val observations = ObservationRegistry.create()
        observations.observationConfig().observationHandler(ObservationHandler<Observation.Context> { true })
        Weaving.with(listOf(), Weather::class.java).use { context ->
            context.getBean(RetryRegistry::class.java)["weather"]
                .observeWith(PublisherObservations(observations, Conventions.standard(), true))
            val parent = Observation.start("checkout", observations)
            val caller = CoroutineScope(Dispatchers.Unconfined + Context.of(KEY, parent).asCoroutineContext())
            val result = caller.async { context.getBean(Weather::class.java).now() }
            context.getBean(VirtualTime::class.java).advance(Duration.ofMillis(10))

            assertThat(runBlocking { result.await() }).isEqualTo("sun 2")
            assertThat(context.getBean(Weather::class.java).seen())
                .containsExactly("checkout/retry.call/retry.attempt", "checkout/retry.call/retry.attempt")
        }
    }

    companion object {
        private const val KEY = ObservationThreadLocalAccessor.KEY

        private fun path(observation: Observation?): String {
            val parent = observation?.contextView?.parentObservation as Observation?
            return (if (parent == null) "" else path(parent) + "/") + observation?.contextView?.name
        }
    }
}
