/** Where Google's own libraries come from, which few commands need and a plain run never loads. */
@NullMarked
package preflight.agent.google;

import org.jspecify.annotations.NullMarked;
