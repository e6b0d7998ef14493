/**
 * What this JVM's own TLS is given: versions that the workload's tools speak, and fast primitives.
 */
@NullMarked
package preflight.agent.tls;

import org.jspecify.annotations.NullMarked;
