package dev.retrykit.sample.budget;

import dev.retrykit.sample.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and turns the switch on the payments' budget. */
@RestController
@RequestMapping("/budget")
class BudgetController {

    private final BudgetSwitch budget;

    BudgetController(BudgetSwitch budget) {
        this.budget = budget;
    }

    @GetMapping
    Position show() {
        return new Position(budget.isOn());
    }

    @PutMapping
    Position turn(@RequestBody Map<String, @Nullable Object> json) {
        budget.turn(new JsonFields(json, "on").flag("on"));
        return show();
    }

    /**
     * How the switch stands.
     *
     * @param on whether retries of payments have to be paid for
     */
    record Position(boolean on) {}
}
