package preflight.world;

import java.util.List;
import java.util.function.Function;

/** What a proxy's rules say about a request. */
public enum Access {
  ALLOW,
  DENY;

  /** Rules that let everything pass. */
  public static Function<Authority, Access> allowAll() {
    return authority -> ALLOW;
  }

  /** Rules that let everything pass but requests for these hosts. */
  public static Function<Authority, Access> denyHosts(String... hosts) {
    List<String> denied = List.of(hosts);
    return authority -> denied.contains(authority.host()) ? DENY : ALLOW;
  }
}
