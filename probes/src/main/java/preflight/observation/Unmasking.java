package preflight.observation;

import java.net.URI;

/**
 * One harmless extra request, whose answer may show who gave an answer that shows it not.
 *
 * @param asked its URL, without credentials and query; the request was a GET without a body
 * @param answer what came
 */
public record Unmasking(URI asked, HttpAnswer answer) {}
