package dev.retrykit.aop

import dev.retrykit.RetryRegistry
import dev.retrykit.annotation.Retryable
import dev.retrykit.event.FallbackOutcome
import dev.retrykit.testing.VirtualTime
import java.io.IOException
import java.time.Duration
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.catchThrowable
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.support.DefaultListableBeanFactory
import org.springframework.beans.factory.support.RootBeanDefinition
import org.springframework.context.ConfigurableApplicationContext
import org.springframework.context.annotation.Bean

/** What answers in place of the failures of suspending functions. */
class SuspendFallbackTests {

    open class Weather {

        @Retryable("weather", fallback = "guess")
        open suspend fun now(city: String): String = throw IOException("away")

        private suspend fun guess(city: String, failure: IOException): String {
            yield()
            return "$city sunny, ${failure.message}"
        }

        @Retryable("weather", fallback = "plain")
        open suspend fun degrees(city: String): Int = throw IOException("away")

        private fun plain(city: String): Int = city.length

        @Retryable("weather", fallback = "nothing")
        open suspend fun action(city: String) {
            throw IOException("away")
        }

        private suspend fun nothing(city: String) {
            yield()
        }

        @Retryable("weather", fallback = "spare::guess")
        open suspend fun elsewhere(city: String): String = throw IOException("away")

        @Retryable("weather", fallback = "guesses")
        open suspend fun laterFlow(): Flow<Int> {
            yield()
            return flow { throw IOException("away") }
        }

        @Retryable("weather", fallback = "guesses")
        open fun flow(): Flow<Int> = flow { throw IOException("away") }

        private fun guesses(): Flow<Int> = flowOf(7, 8)

        @Retryable("weather", fallback = "laterGuesses")
        open suspend fun answeredLater(): Flow<Int> = flow()

        private suspend fun laterGuesses(failure: IOException): Flow<Int> {
            yield()
            return flowOf(failure.message!!.length)
        }
    }

    open class Spare {
        open suspend fun guess(city: String): String = "$city by the spare"
    }

    open class Spares {
        @Bean
        open fun spare() = Spare()
    }

    open class OtherAnswer {
        @Retryable(fallback = "guess")
        open suspend fun now(city: String): String = city

        private suspend fun guess(city: String): Int = city.length
    }

    open class NotSuspending {
        @Retryable(fallback = "guess")
        open fun now(city: String): String = city

        private suspend fun guess(city: String): String = city
    }

    private val scope = CoroutineScope(Dispatchers.Unconfined)

    private fun <T> answer(function: suspend (Weather) -> T): T =
        Weaving.of(Weather::class.java, Spares::class.java).use { context ->
            val result = context.afterTwoDelays(function)
            val counts = context.getBean(RetryRegistry::class.java)["weather"].statistics()
            assertThat(counts.fallbacks(FallbackOutcome.SUCCESS)).isEqualTo(1)
            result
        }

    private fun <T> ConfigurableApplicationContext.afterTwoDelays(function: suspend (Weather) -> T): T {
        val result = scope.async { function(getBean(Weather::class.java)) }
        repeat(2) { getBean(VirtualTime::class.java).advance(Duration.ofMillis(10)) }
        return runBlocking { result.await() }
    }

    @Test
    fun maySuspendThemselves() {
        assertThat(answer { it.now("Oslo") }).isEqualTo("Oslo sunny, away")
    }

    @Test
    fun mayBePlainFunctions() {
        assertThat(answer { it.degrees("Oslo") }).isEqualTo(4)
    }

    @Test
    fun mayComeToNothing() {
        answer { it.action("Oslo") }
    }

    @Test
    fun mayComeToAFlow() {
        assertThat(answer { it.laterFlow().toList() }).containsExactly(7, 8)
        assertThat(answer { it.flow().toList() }).containsExactly(7, 8)
        assertThat(answer { it.answeredLater().toList() }).containsExactly(4)
    }

    @Test
    fun mayBeInAnotherBean() {
        Weaving.of(Weather::class.java, Spares::class.java).use { context ->
            assertThat(context.afterTwoDelays { it.elsewhere("Oslo") }).isEqualTo("Oslo by the spare")
        }
    }

    @Test
    fun stopTheStartWhereTheyComeToSomethingElse() {
        assertThat(complaintAbout(OtherAnswer::class.java))
            .hasMessage(
                "Fallback 'guess' of @Retryable on SuspendFallbackTests.OtherAnswer.now must be a method that can" +
                    " answer, but SuspendFallbackTests.OtherAnswer.guess(String) returns Integer.",
            )
            .extracting { (it as RetryDeclarationException).action() }
            .asString()
            .startsWith("Either of these would fit in SuspendFallbackTests.OtherAnswer:\n    String guess(String ")
            .doesNotContain("Continuation")
    }

    @Test
    fun stopTheStartWhereOnlyTheySuspend() {
        assertThat(complaintAbout(NotSuspending::class.java))
            .hasMessage(
                "Fallback 'guess' of @Retryable on SuspendFallbackTests.NotSuspending.now must be a method that can" +
                    " answer, but SuspendFallbackTests.NotSuspending.guess(String) takes other arguments.",
            )
    }

    private fun complaintAbout(type: Class<*>): Throwable =
        catchThrowable {
            val beanFactory = DefaultListableBeanFactory()
            beanFactory.registerBeanDefinition("weather", RootBeanDefinition(type))
            RetryDeclarations.of(beanFactory)
        }
}
