package preflight.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells a proxy where hosts are, in the place of DNS and of routes: no connection ever leaves
 * loopback. Names and addresses that are not in the table do not exist, loopback's excepted.
 */
final class NameTable {

  private final Map<String, InetSocketAddress> addresses = new ConcurrentHashMap<>();

  NameTable(Map<String, InetSocketAddress> addresses) {
    this.addresses.putAll(addresses);
  }

  void put(String host, InetSocketAddress address) {
    addresses.put(host, address);
  }

  /** Where to dial: the table's port, whatever the port asked for. */
  InetSocketAddress resolve(Authority authority) throws IOException {
    InetSocketAddress known = addresses.get(authority.host());
    if (known != null) {
      return known;
    }
    if (!authority.host().matches("localhost|[0-9.]+|.*:.*")) {
      throw new UnknownHostException(authority.host());
    }
    var address = InetAddress.getAllByName(authority.host())[0];
    if (!address.isLoopbackAddress()) {
      throw new NoRouteToHostException("No route to host");
    }
    return new InetSocketAddress(address, authority.port());
  }
}
