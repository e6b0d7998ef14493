/** Puts a verdict into a bucket; Google's library for it is loaded only then. */
@NullMarked
package preflight.agent.upload;

import org.jspecify.annotations.NullMarked;
