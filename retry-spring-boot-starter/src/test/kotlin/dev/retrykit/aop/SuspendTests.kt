package dev.retrykit.aop

import dev.retrykit.RetryRegistry
import dev.retrykit.annotation.Retryable
import dev.retrykit.event.StopReason
import dev.retrykit.testing.VirtualTime
import java.time.Duration
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.support.DefaultListableBeanFactory
import org.springframework.beans.factory.support.RootBeanDefinition
import org.springframework.boot.test.context.FilteredClassLoader
import org.springframework.context.ConfigurableApplicationContext
import org.springframework.context.annotation.AdviceMode

/** Suspending functions, which Spring hands to advice as publishers. */
class SuspendTests {

    interface Forecast {
        @Retryable("weather")
        suspend fun now(city: String): String
    }

    open class Weather : Forecast {
        private val outage = Outage(2)
        private var cancelled = false

        override suspend fun now(city: String): String {
            yield()
            return "$city ${outage.call()}"
        }

        @Retryable("weather")
        open suspend fun nothing(): String? {
            outage.call()
            return null
        }

        @Retryable("weather")
        open suspend fun action() {
            outage.call()
        }

        @Retryable("weather", maxAttempts = "3")
        open suspend fun down(): String = throw IllegalArgumentException("down")

        @Retryable("weather")
        open suspend fun endless(): String {
            try {
                awaitCancellation()
            } finally {
                cancelled = true
            }
        }

        @Retryable("weather")
        open suspend fun laterFlow(): Flow<Int> {
            yield()
            return numbers()
        }

        @Retryable("weather")
        open fun flow(): Flow<Int> = numbers()

        private fun numbers() = flow {
            emit(outage.call())
            emit(10)
        }

        open fun isCancelled() = cancelled

        open fun calls() = outage.calls()
    }

    private val scope = CoroutineScope(Dispatchers.Unconfined)

    private fun weaving(vararg properties: String, test: (ConfigurableApplicationContext) -> Unit) =
        Weaving.with(properties.asList(), Weather::class.java).use(test)

    /** What the function comes to after two retries. */
    private fun <T> ConfigurableApplicationContext.afterTwoDelays(function: suspend () -> T): T {
        val result = scope.async { function() }
        repeat(2) { getBean(VirtualTime::class.java).advance(Duration.ofMillis(10)) }
        return runBlocking { result.await() }
    }

    private val ConfigurableApplicationContext.weather
        get() = getBean(Weather::class.java)

    private val ConfigurableApplicationContext.counts
        get() = getBean(RetryRegistry::class.java)["weather"].statistics()

    @Test
    fun areRetried() = weaving { context ->
        assertThat(context.afterTwoDelays { context.weather.now("Oslo") }).isEqualTo("Oslo 3")
        assertThat(context.counts.retries()).isEqualTo(2)
    }

    @Test
    fun areRetriedBehindProxiesOfInterfaces() = weaving("weaving.proxy-target-class=false") { context ->
        val forecast = context.getBean(Forecast::class.java)
        assertThat(forecast).isNotInstanceOf(Weather::class.java)
        assertThat(context.afterTwoDelays { forecast.now("Oslo") }).isEqualTo("Oslo 3")
    }

    @Test
    fun mayReturnNull() = weaving { context ->
        assertThat(context.afterTwoDelays { context.weather.nothing() }).isNull()
        assertThat(context.weather.calls()).isEqualTo(3)
    }

    @Test
    fun mayReturnNothing() = weaving { context ->
        context.afterTwoDelays { context.weather.action() }
        assertThat(context.weather.calls()).isEqualTo(3)
    }

    @Test
    fun throwTheLastFailure() = weaving { context ->
        assertThatThrownBy { context.afterTwoDelays { context.weather.down() } }
            .isInstanceOf(IllegalArgumentException::class.java)
            .hasMessage("down")
        assertThat(context.counts.ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1)
    }

    @Test
    fun haveTheirAttemptCancelledWithTheirCoroutine() = weaving { context ->
        val job = scope.launch { context.weather.endless() }
        assertThat(context.weather.isCancelled()).isFalse()
        runBlocking { job.cancelAndJoin() }
        assertThat(context.weather.isCancelled()).isTrue()
        assertThat(context.counts.ended(StopReason.CANCELLED)).isEqualTo(1)
    }

    @Test
    fun mayReturnAFlow() = weaving { context ->
        assertThat(context.afterTwoDelays { context.weather.laterFlow().toList() }).containsExactly(3, 10)
        assertThat(context.counts.retries()).isEqualTo(2)
    }

    @Test
    fun areRetriedWhereTheyAreFlowsOfThemselves() = weaving { context ->
        assertThat(context.afterTwoDelays { context.weather.flow().toList() }).containsExactly(3, 10)
        assertThat(context.counts.retries()).isEqualTo(2)
    }

    @Test
    fun stopTheStartWhereTheyAreToBeWoven() {
        val beanFactory = DefaultListableBeanFactory()
        beanFactory.registerBeanDefinition("weather", RootBeanDefinition(Weather::class.java))

        assertThatThrownBy { RetryDeclarations(beanFactory, AdviceMode.ASPECTJ, false).all() }
            .isInstanceOf(RetryDeclarationException::class.java)
            .hasMessage(
                "SuspendTests.Weather.action is a suspending function: with retrykit.aop.mode=aspectj it cannot be retried," +
                    " since only a proxy makes a publisher of it."
            )
    }

    @Test
    fun stopTheStartWhereCoroutinesCannotBePublishers() {
        for (absent in listOf("kotlinx.coroutines.reactor", "kotlin.reflect", "reactor.core")) {
            val beanFactory = DefaultListableBeanFactory()
            beanFactory.beanClassLoader = FilteredClassLoader(absent)
            beanFactory.registerBeanDefinition("forecast", RootBeanDefinition(Forecast::class.java))
            assertThatThrownBy { RetryDeclarations.of(beanFactory) }
                .isInstanceOf(RetryDeclarationException::class.java)
                .hasMessage(
                    "SuspendTests.Forecast.now is a suspending function, which Spring hands over as a publisher only" +
                        " with kotlinx-coroutines-reactor and kotlin-reflect on the class path: it cannot be retried.",
                )
                .extracting { (it as RetryDeclarationException).action() }
                .isEqualTo("Add both. Else take @Retryable off it.")
        }
    }
}
