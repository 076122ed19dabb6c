package dev.retrykit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The forms of call that a test is run with. */
final class CallForms {

    private CallForms() {}

    static List<CallForm> every() {
        return Stream.<CallForm>concat(Arrays.stream(BlockingForm.values()), Arrays.stream(AsyncForm.values()))
                .toList();
    }

    static List<CallForm> blocking() {
        return List.of(BlockingForm.values());
    }

    static List<CallForm> prompt() {
        return every().stream()
                .filter(form -> form != AsyncForm.CALL_ASYNC_LATER)
                .toList();
    }

    static List<CallForm> withValues() {
        return every().stream().filter(form -> form != BlockingForm.RUN).toList();
    }
}
