/** What was seen, and nothing about what it means. Pure data. */
@NullMarked
package preflight.observation;

import org.jspecify.annotations.NullMarked;
