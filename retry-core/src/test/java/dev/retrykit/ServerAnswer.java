package dev.retrykit;

import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.condition.StatusSource;
import org.jspecify.annotations.Nullable;

/** What a server answered: a status and a word about retrying, either of which may be missing. */
interface ServerAnswer {

    @Nullable String status();

    @Nullable ServerWord word();

    static StatusSource statuses() {
        return answer -> answer instanceof ServerAnswer known ? known.status() : null;
    }

    static ServerDelay words() {
        return answer -> answer instanceof ServerAnswer known ? known.word() : null;
    }

    /** An answer that comes as an exception, as HTTP clients and gRPC stubs throw them. */
    static ServerFailure failure(@Nullable String status, @Nullable ServerWord word) {
        return new ServerFailure(status, word, null);
    }

    static ServerFailure failure(@Nullable String status) {
        return new ServerFailure(status, null, null);
    }

    static ServerFailure failure(ServerWord word) {
        return new ServerFailure(null, word, null);
    }

    static Response response(String status) {
        return new Response(status, null);
    }

    /** An answer that comes as a returned value. */
    record Response(@Nullable String status, @Nullable ServerWord word) implements ServerAnswer {}

    final class ServerFailure extends RuntimeException implements ServerAnswer {

        private static final long serialVersionUID = 1L;

        private final transient @Nullable String status;
        private final transient @Nullable ServerWord word;

        ServerFailure(@Nullable String status, @Nullable ServerWord word, @Nullable Throwable cause) {
            super("status " + status, cause);
            this.status = status;
            this.word = word;
        }

        @Override
        public @Nullable String status() {
            return status;
        }

        @Override
        public @Nullable ServerWord word() {
            return word;
        }
    }
}
