/** Which certificates each client family trusts, as data. Reads files, never the network. */
@NullMarked
package preflight.trust;

import org.jspecify.annotations.NullMarked;
