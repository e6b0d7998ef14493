package preflight.route;

import java.net.URI;
import java.util.Optional;

/**
 * Which way one family's request for one URL goes, and why.
 *
 * @param family who asks
 * @param url what it asks for
 * @param route the way that it takes
 * @param decidedBy the setting that named the proxy or, where that was then bypassed, would have
 * @param matched the entry of the bypass list (NO_PROXY, nonProxyHosts) that let it pass directly
 */
public record Decision(
    ClientFamily family,
    URI url,
    Route route,
    Optional<Setting> decidedBy,
    Optional<String> matched) {}
