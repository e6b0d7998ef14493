/** What Google's own libraries do here: a verdict into Cloud Storage, and tokens for requests. */
@NullMarked
package preflight.google;

import org.jspecify.annotations.NullMarked;
