package dev.retrykit.sample.checkout;

import dev.retrykit.sample.GivenUp;
import dev.retrykit.sample.payment.Refusal;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** An order that was not paid; answered with status 503, the order's number and what the last attempt met. */
final class PaymentFailedException extends ErrorResponseException {

    PaymentFailedException(String order, RestClientException failure) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(order, failure), failure);
    }

    private static ProblemDetail problem(String order, RestClientException failure) {
        ProblemDetail problem = ProblemDetail.forStatus(HttpStatus.SERVICE_UNAVAILABLE);
        problem.setTitle("Payment failed");
        problem.setProperty("order", order);
        if (failure instanceof RestClientResponseException answered) {
            Refusal refusal = answered.getResponseBodyAs(Refusal.class);
            problem.setDetail(
                    "The payment service answered " + answered.getStatusCode().value() + ".");
            // What was never answered, the payment service may not even have seen: then there is no number to tell.
            if (refusal != null) {
                problem.setProperty("attempts", refusal.attempts());
            }
        } else {
            Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
            problem.setDetail("The payment service did not answer: " + cause.getMessage() + ".");
        }
        GivenUp.tell(failure, problem);
        return problem;
    }
}
