package preflight.agent;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import preflight.plan.Container;
import preflight.route.ClientFamily;
import preflight.route.ProxyAddress;
import preflight.route.Route;
import preflight.route.RouteTable;

/**
 * Leads requests for Google's APIs through the proxy that the settings name for them, as Google's
 * own clients for Python go. Everything else, the metadata server above all, is asked directly.
 *
 * <p>No credentials go to a proxy.
 */
final class ContainerProxies extends ProxySelector {

  private final Container container;

  ContainerProxies(Container container) {
    this.container = container;
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost();
    if (host == null || !host.endsWith(".googleapis.com")) {
      return List.of(Proxy.NO_PROXY);
    }
    Route route = RouteTable.of(container).decide(ClientFamily.PYTHON_REQUESTS, uri).route();
    return List.of(route.proxy().map(ProxyAddress::toProxy).orElse(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // There is no second proxy to try.
  }
}
