package dev.retrykit.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers invalid input with status 400 and the rule that it broke. */
@RestControllerAdvice
class InvalidInputAdvice {

    @ExceptionHandler
    ProblemDetail invalid(InvalidInputException failure) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(failure.getMessage()));
    }
}
