package dev.retrykit.sample.payment;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and replaces the payment service's faults; it is the storefront's, so that it answers in an outage too. */
@RestController
@RequestMapping("/faults")
class FaultsController {

    private final FaultSwitch faults;

    FaultsController(FaultSwitch faults) {
        this.faults = faults;
    }

    @GetMapping
    Faults show() {
        return faults.current();
    }

    @PutMapping
    Faults replace(@RequestBody Map<String, @Nullable Object> json) {
        Faults replacement = Faults.of(json);
        faults.turnTo(replacement);
        return replacement;
    }
}
