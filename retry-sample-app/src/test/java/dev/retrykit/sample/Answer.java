package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/**
 * What the storefront answered.
 *
 * @param status the status
 * @param body the body; a missing node unless it was JSON
 */
record Answer(int status, JsonNode body) {

    String text(String field) {
        return required(field).asString();
    }

    int number(String field) {
        return required(field).asInt();
    }

    private JsonNode required(String field) {
        assertThat(body.has(field)).as("%s in %s", field, this).isTrue();
        return body.get(field);
    }
}
