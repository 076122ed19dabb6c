package dev.retrykit.aspectj;

import dev.retrykit.annotation.Retryable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;

/** Methods that no proxy reaches, and some that one does. Each fails twice for each success, and counts its attempts. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // they are named in annotations
class WovenShop {

    static final Map<String, Integer> attempts = new TreeMap<>();

    static synchronized int attempt(String method) {
        int attempt = attempts.merge(method, 1, Integer::sum);
        if (attempt % 3 != 0) {
            throw new IllegalStateException(method + " " + attempt);
        }
        return attempt;
    }

    @Retryable("shop")
    public int visible() {
        return attempt("visible");
    }

    public int callsItself() {
        return self();
    }

    @Retryable("shop")
    int self() {
        return attempt("self");
    }

    int callsPrivate(long first, String second) {
        return hidden(first, second);
    }

    @Retryable("shop")
    private int hidden(long first, String second) {
        return attempt("hidden " + first + second);
    }

    @Retryable("shop")
    public final int unchangeable() {
        return attempt("unchangeable");
    }

    @Retryable("shop")
    static int common() {
        return attempt("common");
    }

    @Retryable("shop")
    public CompletableFuture<Integer> later() {
        return CompletableFuture.completedFuture(attempt("later"));
    }

    @Retryable("shop")
    public int counted() {
        return attempt("counted");
    }

    @Retryable("shop")
    public CompletableFuture<Integer> countedLater() {
        return CompletableFuture.completedFuture(attempt("countedLater"));
    }

    /** Every other attempt never ends. */
    @Retryable("hedged")
    public CompletableFuture<Integer> countedHedged() {
        return attemptsOf("countedHedged") % 2 == 0 ? CompletableFuture.completedFuture(2) : new CompletableFuture<>();
    }

    private static synchronized int attemptsOf(String method) {
        return attempts.merge(method, 1, Integer::sum);
    }

    @Retryable("shop")
    public int inherited() {
        return attempt("inherited");
    }

    @Retryable(value = "shop", fallback = "spare")
    public int answered(String what) {
        return fail(what);
    }

    private int spare(String what, IllegalStateException failure) {
        return (what + failure.getMessage()).length();
    }

    int callsAnswered() {
        return answered("self");
    }

    @Retryable(value = "shop", fallback = "commonSpare")
    private static int commonAnswered(String what) {
        return fail(what);
    }

    static int callsCommonAnswered() {
        return commonAnswered("static");
    }

    private static int commonSpare(String what) {
        return -what.length();
    }

    @Retryable(value = "shop", fallback = "laterSpare")
    public CompletableFuture<Integer> answeredLater(String what) {
        return CompletableFuture.failedFuture(new IllegalStateException(what));
    }

    private CompletableFuture<Integer> laterSpare(String what) {
        return CompletableFuture.completedFuture(what.length());
    }

    private static int fail(String what) {
        attempts.merge(what, 1, Integer::sum);
        throw new IllegalStateException("no " + what);
    }

    @Retryable("patient")
    public int patient(String why, int times) {
        return attempt(why);
    }

    /** Nobody has configured such an instance, and nobody knows this type before there is an object. */
    static class Unknown {
        @Retryable("nowhere")
        public void call() {}
    }

    static class Orphan {
        @Retryable(value = "shop", fallback = "spare")
        static void common(String what) {}

        void spare(String what) {}
    }

    /** A subclass that retries what calls the retried method above. */
    static class Branch extends WovenShop implements Handler<String> {

        @Override
        @Retryable("shop")
        public int inherited() {
            return super.inherited();
        }

        @Override
        @Retryable("shop")
        public int handle(String message) {
            return attempt("bridge");
        }
    }

    interface Handler<T> {
        int handle(T message);
    }

    /** Annotated as a whole. */
    @Retryable("shop")
    static class Market {
        public int trade() {
            return attempt("trade");
        }
    }

    /** Woven, and behind a proxy of Spring's. */
    static class Depot {
        @Async
        @Retryable("shop")
        public CompletableFuture<Integer> dispatch() {
            return CompletableFuture.completedFuture(attempt("dispatch"));
        }
    }

    /** Annotated where no weaver looks: on a method of an interface. */
    interface Remote {
        @Retryable("shop")
        int remote();
    }

    static class RemoteShop implements Remote {
        @Override
        public int remote() {
            return attempt("remote");
        }
    }
}
