/** Says what a verdict holds, to people and to programs. Renderers speak; they never judge. */
@NullMarked
package preflight.report;

import org.jspecify.annotations.NullMarked;
