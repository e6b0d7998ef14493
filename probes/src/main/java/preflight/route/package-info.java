/** Which way each client family's request would go, and which setting decided that. No network. */
@NullMarked
package preflight.route;

import org.jspecify.annotations.NullMarked;
