/** Real networks in namespaces of their own, and the real program inside them. */
@NullMarked
package preflight.lab;

import org.jspecify.annotations.NullMarked;
