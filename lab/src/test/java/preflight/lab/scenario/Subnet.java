package preflight.lab.scenario;

import java.util.List;

/**
 * A range of IPv4 addresses.
 *
 * @param first its first address, as a number
 * @param length of its prefix
 */
record Subnet(long first, int length) {

  static Subnet of(String cidr) {
    int slash = cidr.indexOf('/');
    int length = slash < 0 ? 32 : Integer.parseInt(cidr.substring(slash + 1));
    return new Subnet(number(slash < 0 ? cidr : cidr.substring(0, slash)), length);
  }

  /** The longest prefix among {@code subnets} that holds the address; -1 where none does. */
  static int narrowest(List<Subnet> subnets, String address) {
    long number = number(address);
    return subnets.stream()
        .filter(subnet -> subnet.first >> (32 - subnet.length) == number >> (32 - subnet.length))
        .mapToInt(Subnet::length)
        .max()
        .orElse(-1);
  }

  private static long number(String address) {
    long number = 0;
    for (String part : address.split("\\.", -1)) {
      number = number * 256 + Integer.parseInt(part);
    }
    return number;
  }

  @Override
  public String toString() {
    return "%d.%d.%d.%d/%d"
        .formatted(first >> 24 & 255, first >> 16 & 255, first >> 8 & 255, first & 255, length);
  }
}
