package preflight.observation;

/**
 * One field line of an HTTP message (RFC 9110, section 5).
 *
 * @param name as received
 * @param value as received, trimmed
 */
public record Header(String name, String value) {}
