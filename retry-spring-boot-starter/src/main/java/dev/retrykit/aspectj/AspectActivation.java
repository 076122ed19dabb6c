package dev.retrykit.aspectj;

import dev.retrykit.aop.WovenCalls;
import java.util.Objects;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The switch that puts {@link RetryAspect} under the direction of an application context, before its first bean is made and
 * until it is closed.
 */
public final class AspectActivation implements BeanFactoryPostProcessor, DisposableBean {

    private final WovenCalls calls;

    /**
     * A switch that is off.
     *
     * @param calls how woven methods are called
     */
    public AspectActivation(WovenCalls calls) {
        this.calls = Objects.requireNonNull(calls, "calls must not be null");
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        RetryAspect.add(calls);
    }

    @Override
    public void destroy() {
        RetryAspect.remove(calls);
    }
}
