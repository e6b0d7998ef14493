/**
 * Entry point of the library.
 *
 * <p>{@link preflight.Preflight} probes a {@link preflight.plan.Plan} and returns a {@link
 * preflight.diagnosis.Verdict}. Start reading there; every arrow between packages points towards
 * {@link preflight.plan}.
 */
@NullMarked
package preflight;

import org.jspecify.annotations.NullMarked;
