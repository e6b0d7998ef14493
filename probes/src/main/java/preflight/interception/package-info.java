/** Tells a genuine answer from a proxy's own. Pure functions over one answer. */
@NullMarked
package preflight.interception;

import org.jspecify.annotations.NullMarked;
