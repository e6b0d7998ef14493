package preflight.probe;

import java.net.InetAddress;
import java.util.function.LongSupplier;

/**
 * What a run takes from its process, apart from the container's files and variables.
 *
 * @param system the system resolver
 * @param dnsPort where nameservers listen
 * @param nanoTime a clock that never goes back
 * @param tls the process's TLS
 */
record Surroundings(
    NameResolver.SystemResolver system, int dnsPort, LongSupplier nanoTime, ProcessTls tls) {

  private static final int DNS_PORT = 53;

  static Surroundings real(ProcessTls tls) {
    return new Surroundings(InetAddress::getAllByName, DNS_PORT, System::nanoTime, tls);
  }
}
