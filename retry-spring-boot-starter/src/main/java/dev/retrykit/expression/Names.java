package dev.retrykit.expression;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.Assign;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.ConstructorReference;
import org.springframework.expression.spel.ast.FunctionReference;
import org.springframework.expression.spel.ast.Indexer;
import org.springframework.expression.spel.ast.InlineMap;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.OpDec;
import org.springframework.expression.spel.ast.OpInc;
import org.springframework.expression.spel.ast.Projection;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.Selection;
import org.springframework.expression.spel.ast.TypeReference;
import org.springframework.expression.spel.ast.VariableReference;

/** The variables that an expression names, and the refusal of what would fail, or do harm, whenever it is evaluated. */
final class Names {

    private final Set<String> found = new LinkedHashSet<>();

    private Names() {}

    /** The names without {@code #}. */
    static Set<String> in(SpelNode root) {
        Names names = new Names();
        names.read(root, false);
        return Set.copyOf(names.found);
    }

    /** Reads a node; inside of something, words without # are its properties, methods or keys. */
    private void read(SpelNode node, boolean inside) {
        refuseForbidden(node);
        if (node instanceof VariableReference variable) {
            add(variable.toStringAST().substring(1), inside);
            return;
        }
        if (!inside && (node instanceof PropertyOrFieldReference || node instanceof MethodReference)) {
            throw new IllegalArgumentException("names '" + node.toStringAST() + "' without #");
        }
        boolean opens = node instanceof Projection
                || node instanceof Selection
                || node instanceof Indexer
                || node instanceof InlineMap;
        for (int i = 0; i < node.getChildCount(); i++) {
            boolean ofItsPredecessor = node instanceof CompoundExpression && i > 0;
            // The arguments of a method see the whole, not the object that the method is called on.
            boolean around = inside && !(node instanceof MethodReference);
            read(node.getChild(i), opens || ofItsPredecessor || around);
        }
    }

    private void add(String name, boolean inside) {
        if (name.equals("this") && inside) {
            return;
        }
        found.add(name);
    }

    private static void refuseForbidden(SpelNode node) {
        if (node instanceof TypeReference
                || node instanceof ConstructorReference
                || node instanceof BeanReference
                || node instanceof FunctionReference
                || node instanceof Assign
                || node instanceof OpInc
                || node instanceof OpDec) {
            throw new IllegalArgumentException("uses '" + node.toStringAST()
                    + "', and types, constructors, beans, functions and assignments are not supported");
        }
    }
}
