/** Pure functions from evidence to findings. No I/O, no clock, no environment. */
@NullMarked
package preflight.diagnosis;

import org.jspecify.annotations.NullMarked;
