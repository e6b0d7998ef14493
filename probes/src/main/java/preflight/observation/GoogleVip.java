package preflight.observation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.observation.Observation.Dial;
import preflight.observation.Observation.NameLookup;
import preflight.observation.Observation.TcpConnect;
import preflight.plan.Target;
import preflight.route.Route;

/**
 * The kinds of virtual IP addresses behind which Google's APIs answer; DNS decides among them.
 *
 * <p>The ranges are those of Google's "Configure Private Google Access".
 */
public enum GoogleVip {
  /** Addresses on the internet: through Cloud NAT, or by Private Google Access. */
  PUBLIC,
  /** private.googleapis.com: 199.36.153.8/30 and 2600:2d00:2:2000::/64. */
  PRIVATE,
  /** restricted.googleapis.com: 199.36.153.4/30 and 2600:2d00:2:1000::/64. */
  RESTRICTED,
  /** An endpoint inside the VPC, on an address of its own. */
  PRIVATE_SERVICE_CONNECT;

  private static final byte[] IPV4 = {(byte) 199, 36, (byte) 153};
  private static final byte[] IPV6_PRIVATE = {0x26, 0, 0x2d, 0, 0, 2, 0x20, 0};
  private static final byte[] IPV6_RESTRICTED = {0x26, 0, 0x2d, 0, 0, 2, 0x10, 0};

  /** The word used in JSON and text, for example {@code private-service-connect}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What an address is that one of Google's names leads to. */
  public static GoogleVip of(InetAddress address) {
    byte[] octets = address.getAddress();
    if (startsWith(octets, IPV4) && octets[3] >= 4 && octets[3] < 12) {
      return octets[3] < 8 ? RESTRICTED : PRIVATE;
    }
    if (startsWith(octets, IPV6_PRIVATE)) {
      return PRIVATE;
    }
    if (startsWith(octets, IPV6_RESTRICTED)) {
      return RESTRICTED;
    }
    return AddressSpace.networkOwn(address) ? PRIVATE_SERVICE_CONNECT : PUBLIC;
  }

  /** What a direct check of one of Google's APIs went through; a proxy keeps that to itself. */
  public static Optional<GoogleVip> of(RouteCheck check) {
    return address(check).map(GoogleVip::of);
  }

  /** The address that answered such a check, or else the first that it was told of. */
  public static Optional<InetAddress> address(RouteCheck check) {
    if (check.target().kind() != Target.Kind.GOOGLE || !(check.route() instanceof Route.Direct)) {
      return Optional.empty();
    }
    Stream<InetAddress> answering =
        check
            .all(TcpConnect.class)
            .flatMap(connect -> connect.dials().stream())
            .filter(dial -> dial.outcome().succeeded())
            .map(Dial::remote)
            .map(InetSocketAddress::getAddress);
    Stream<InetAddress> resolved =
        check.all(NameLookup.class).flatMap(lookup -> lookup.addresses().stream());
    return Stream.concat(answering, resolved).findFirst();
  }

  private static boolean startsWith(byte[] octets, byte[] range) {
    boolean sameFamily = (octets.length == 4) == (range.length < 4);
    return sameFamily
        && octets.length > range.length
        && java.util.Arrays.mismatch(octets, range) == range.length;
  }
}
