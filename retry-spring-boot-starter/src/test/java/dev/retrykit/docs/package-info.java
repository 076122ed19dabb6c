/** What keeps the pages of the documentation true: their code is compiled, their configuration bound, their tables checked. */
@NullMarked
package dev.retrykit.docs;

import org.jspecify.annotations.NullMarked;
