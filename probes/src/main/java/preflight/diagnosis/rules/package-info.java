/**
 * One class a cause. To add a cause, add a class here, list it in {@link AllRules}, write its page.
 */
@NullMarked
package preflight.diagnosis.rules;

import org.jspecify.annotations.NullMarked;
