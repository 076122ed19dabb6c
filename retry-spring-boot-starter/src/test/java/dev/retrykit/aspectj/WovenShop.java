package dev.retrykit.aspectj;

import dev.retrykit.annotation.Retryable;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Methods that no proxy reaches, and some that one does. Each fails twice for each success, and counts its attempts. */
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

    @Retryable("shop")
    public int inherited() {
        return attempt("inherited");
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
