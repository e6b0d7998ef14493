/** Cloud Storage's own library, as far as an upload needs it; loaded only when there is one. */
@NullMarked
package preflight.storage;

import org.jspecify.annotations.NullMarked;
