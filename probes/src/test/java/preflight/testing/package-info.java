/** The words in which tests tell their stories. */
@NullMarked
package preflight.testing;

import org.jspecify.annotations.NullMarked;
