/** Tells whether an answer positively comes from the service that was asked. Pure functions. */
@NullMarked
package preflight.identity;

import org.jspecify.annotations.NullMarked;
