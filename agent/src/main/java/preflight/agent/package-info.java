/** The command line: reads settings, calls the library, speaks, and decides over the gate. */
@NullMarked
package preflight.agent;

import org.jspecify.annotations.NullMarked;
