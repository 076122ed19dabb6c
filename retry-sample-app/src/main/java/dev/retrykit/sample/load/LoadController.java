package dev.retrykit.sample.load;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and replaces the load. */
@RestController
@RequestMapping("/load")
class LoadController {

    private final LoadGenerator generator;

    LoadController(LoadGenerator generator) {
        this.generator = generator;
    }

    @GetMapping
    LoadStatus show() {
        return generator.status();
    }

    @PutMapping
    LoadStatus replace(@RequestBody Map<String, @Nullable Object> json) {
        generator.turnTo(Load.of(json));
        return generator.status();
    }
}
