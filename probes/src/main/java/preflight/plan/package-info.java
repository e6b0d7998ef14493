/** What to look at: targets, budget and the container that a run finds itself in. Pure data. */
@NullMarked
package preflight.plan;

import org.jspecify.annotations.NullMarked;
