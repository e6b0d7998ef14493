package preflight.route;

import java.net.URI;

/**
 * The way that ssh takes to a host.
 *
 * @param url {@code ssh://HOST:PORT} as it is dialled, which its configuration may have changed
 * @param route direct, or unsupported where another program or host stands in between
 */
public record SshWay(URI url, Route route) {}
