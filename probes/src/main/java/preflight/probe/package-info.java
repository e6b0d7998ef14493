/** The only package that touches the network. Observes, never judges, never throws for it. */
@NullMarked
package preflight.probe;

import org.jspecify.annotations.NullMarked;
