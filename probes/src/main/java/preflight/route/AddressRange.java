package preflight.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address literal or a CIDR block (RFC 4632), read without asking any resolver. */
final class AddressRange {

  private static final Pattern SLASHED = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

  /** A leading zero would mean an octal number to some, and nobody takes it for a decimal one. */
  private static final String OCTET = "(0|[1-9]\\d{0,2})";

  private static final Pattern V4 = Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET));
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int MAPPED_PREFIX = 96;

  private final byte[] address;
  private final int prefix;

  private AddressRange(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /** A literal is a range of one address; anything else but a CIDR block is empty. */
  static Optional<AddressRange> parse(String text) {
    Matcher slashed = SLASHED.matcher(text);
    if (!slashed.matches()) {
      return Optional.empty();
    }
    Optional<byte[]> address = v4(slashed.group(1)).or(() -> v6(slashed.group(1)));
    String prefix = slashed.group(2);
    return address
        .map(a -> new AddressRange(a, prefix == null ? a.length * 8 : Integer.parseInt(prefix)))
        .filter(range -> range.prefix <= range.address.length * 8);
  }

  /** The same; what is IPv4-mapped (RFC 4291, section 2.5.5.2) counts as the IPv4 address. */
  static Optional<AddressRange> parseUnmapped(String text) {
    return parse(text).or(() -> mapped(text));
  }

  private static Optional<AddressRange> mapped(String text) {
    Matcher slashed = SLASHED.matcher(text);
    if (!slashed.matches()) {
      return Optional.empty();
    }
    int prefix = slashed.group(2) == null ? 128 : Integer.parseInt(slashed.group(2));
    return prefix < MAPPED_PREFIX || prefix > 128
        ? Optional.empty()
        : literal(slashed.group(1))
            .filter(address -> address.length == 4)
            .map(address -> new AddressRange(address, prefix - MAPPED_PREFIX));
  }

  boolean isV4() {
    return address.length == 4;
  }

  /** Whether this is the block of all addresses. */
  boolean isEverything() {
    return prefix == 0;
  }

  /** Whether all of {@code other} lies in this range. */
  boolean covers(AddressRange other) {
    if (address.length != other.address.length || other.prefix < prefix) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (other.address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> v4(String text) {
    Matcher octets = V4.matcher(text);
    if (!octets.matches()) {
      return Optional.empty();
    }
    byte[] address = new byte[4];
    for (int i = 0; i < 4; i++) {
      int octet = Integer.parseInt(octets.group(i + 1));
      if (octet > 255) {
        return Optional.empty();
      }
      address[i] = (byte) octet;
    }
    return Optional.of(address);
  }

  private static Optional<byte[]> v6(String text) {
    return literal(text).filter(address -> address.length == 16);
  }

  /** An IPv6 literal's bytes, of which the JDK leaves four where it is IPv4-mapped. */
  private static Optional<byte[]> literal(String text) {
    if (!V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // In brackets the JDK takes it for a literal or refuses it; no name is looked up.
      return Optional.of(InetAddress.getByName("[" + text + "]").getAddress());
    } catch (UnknownHostException noLiteral) {
      return Optional.empty();
    }
  }
}
