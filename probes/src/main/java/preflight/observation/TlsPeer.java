package preflight.observation;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Who stood at the other end of a TLS handshake, whether or not it was trusted.
 *
 * @param protocol for example {@code TLSv1.3}
 * @param chain as presented, leaf first; never empty
 * @param publicRoot the subject of the public root that the chain leads to, trusted here or not;
 *     empty where it leads to none, because the issuer is private or an intermediate is missing
 * @param stores what each trust store in use says of it
 */
public record TlsPeer(
    String protocol,
    List<X509Certificate> chain,
    Optional<String> publicRoot,
    List<StoreVerdict> stores) {

  /**
   * What one trust store says of the chain.
   *
   * @param store for people, for example {@code system bundle (/etc/ssl/certs/ca-certificates.crt)}
   * @param readBy labels of the client families that use this store, of those on this route
   * @param outcome succeeded where it trusts the chain for this name
   */
  public record StoreVerdict(String store, List<String> readBy, Outcome outcome) {
    public StoreVerdict {
      readBy = List.copyOf(readBy);
    }
  }

  public TlsPeer {
    chain = List.copyOf(chain);
    stores = List.copyOf(stores);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a TLS server presents at least one certificate");
    }
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }
}
