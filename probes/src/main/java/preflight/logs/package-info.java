/** Names causes from the logs that a failed execution left behind. */
@NullMarked
package preflight.logs;

import org.jspecify.annotations.NullMarked;
