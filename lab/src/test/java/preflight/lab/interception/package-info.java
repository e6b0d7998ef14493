/** Real proxies on loopback, and what the detector says of what they answer. */
@NullMarked
package preflight.lab.interception;

import org.jspecify.annotations.NullMarked;
