package preflight.route;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way that one request takes. */
public sealed interface Route {

  /** Straight to the host. */
  record Direct() implements Route {
    @Override
    public Optional<ProxyAddress> proxy() {
      return Optional.empty();
    }

    @Override
    public String via() {
      return "direct";
    }

    /** Written out: a record's own is linked at run time, which a cold JVM feels. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Direct;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  /** By way of a proxy. */
  sealed interface Proxied extends Route {
    ProxyAddress address();

    @Override
    default Optional<ProxyAddress> proxy() {
      return Optional.of(address());
    }

    @Override
    default String via() {
      return address().toString();
    }
  }

  /** To a proxy, with the whole URL in the request line (RFC 9112, section 3.2.2). */
  record Forward(ProxyAddress address) implements Proxied {}

  /** Through a proxy's tunnel (CONNECT, RFC 9110, section 9.3.6). */
  record Tunnel(ProxyAddress address) implements Proxied {}

  /**
   * A proxy setting that cannot be followed here; its requests are not made.
   *
   * @param setting what is set, without credentials
   * @param reason why it cannot be followed, one clause
   */
  record Unsupported(String setting, String reason) implements Route {
    @Override
    public Optional<ProxyAddress> proxy() {
      return Optional.empty();
    }

    @Override
    public String via() {
      return setting;
    }
  }

  /** The proxy on the way, if there is one. */
  Optional<ProxyAddress> proxy();

  /** {@code direct}, or the proxy's URL without its credentials. */
  String via();
}
