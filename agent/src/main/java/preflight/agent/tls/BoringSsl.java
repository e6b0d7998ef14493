package preflight.agent.tls;

import org.conscrypt.OpenSSLXDHKeyPairGenerator;

/** BoringSSL's library. */
final class BoringSsl {

  static {
    new OpenSSLXDHKeyPairGenerator().generateKeyPair();
  }

  private BoringSsl() {}

  /**
   * Loads and tries it, once.
   *
   * @throws LinkageError each time, where it does not load
   */
  static void load() {}
}
