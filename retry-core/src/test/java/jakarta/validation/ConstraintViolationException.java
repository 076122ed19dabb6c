package jakarta.validation;

/** Stands for the class of this name, which is known by its name alone. */
public class ConstraintViolationException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
