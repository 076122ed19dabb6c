package org.springframework.security.access;

/** Stands for the class of this name, which is known by its name alone. */
public class AccessDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
