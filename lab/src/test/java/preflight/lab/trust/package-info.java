/** The trust stores against the clients themselves: whom do they really trust? */
@NullMarked
package preflight.lab.trust;

import org.jspecify.annotations.NullMarked;
