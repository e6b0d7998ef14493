/**
 * Scenarios: worlds described as data, broken in one way, with what the real program must say
 * there. Read {@code lab/README.md} first.
 */
@NullMarked
package preflight.lab.scenario;

import org.jspecify.annotations.NullMarked;
