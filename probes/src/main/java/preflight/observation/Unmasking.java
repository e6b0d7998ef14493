package preflight.observation;

import java.net.URI;
import java.util.Optional;

/**
 * One harmless extra request, whose answer may show who gave an answer that shows it not.
 *
 * @param asked its URL, without credentials and query; the request was a GET without a body
 * @param answer what came; empty where nothing did
 */
public record Unmasking(URI asked, Optional<HttpAnswer> answer) {}
