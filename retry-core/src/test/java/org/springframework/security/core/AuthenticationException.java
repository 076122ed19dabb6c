package org.springframework.security.core;

/** Stands for the class of this name, which is known by its name alone. */
public class AuthenticationException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
