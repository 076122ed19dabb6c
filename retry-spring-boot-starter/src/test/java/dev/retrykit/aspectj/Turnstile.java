package dev.retrykit.aspectj;

import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.DeclarePrecedence;

/** An aspect of somebody else's, woven inside the retries of one method. */
@Aspect
@DeclarePrecedence("dev.retrykit.aspectj.RetryAspect, dev.retrykit.aspectj.Turnstile")
public class Turnstile {

    static final AtomicInteger passed = new AtomicInteger();

    @Around("execution(* dev.retrykit.aspectj.WovenShop.counted*(..))")
    public Object count(ProceedingJoinPoint joinPoint) throws Throwable {
        passed.incrementAndGet();
        return joinPoint.proceed();
    }
}
