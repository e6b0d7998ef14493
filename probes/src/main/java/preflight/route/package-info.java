/** Which way each client family's request would go, and which setting decided that. No I/O. */
@NullMarked
package preflight.route;

import org.jspecify.annotations.NullMarked;
