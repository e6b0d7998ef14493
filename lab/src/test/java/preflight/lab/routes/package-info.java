/** Where the requests of real clients arrive, held against where our table says they go. */
@NullMarked
package preflight.lab.routes;

import org.jspecify.annotations.NullMarked;
