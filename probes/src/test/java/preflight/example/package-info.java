/** What README shows of the library. */
@NullMarked
package preflight.example;

import org.jspecify.annotations.NullMarked;
