package preflight.observation;

import java.net.InetAddress;

/** On which side of a VPC's edge an address lies. */
public enum AddressSpace {
  /** This machine or this link: loopback, link-local, multicast. */
  LOCAL,
  /** A private network: RFC 1918, RFC 6598, RFC 4193. */
  PRIVATE,
  /** Google's APIs inside a VPC: {@link GoogleVip}, but for the public addresses. */
  GOOGLE_VIRTUAL,
  /** The internet. */
  PUBLIC;

  /** The side on which {@code address} lies. */
  public static AddressSpace of(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()) {
      return LOCAL;
    }
    if (networkOwn(address) || shared(address.getAddress())) {
      return PRIVATE;
    }
    return GoogleVip.of(address) == GoogleVip.PUBLIC ? PUBLIC : GOOGLE_VIRTUAL;
  }

  private static boolean shared(byte[] octets) {
    return octets.length == 4 && octets[0] == 100 && (octets[1] & 0xC0) == 64;
  }

  /** Whether a network hands out the address by itself: RFC 1918, RFC 4193. */
  static boolean networkOwn(InetAddress address) {
    byte[] octets = address.getAddress();
    boolean uniqueLocal = octets.length == 16 && (octets[0] & 0xFE) == 0xFC;
    return address.isSiteLocalAddress() || uniqueLocal;
  }
}
