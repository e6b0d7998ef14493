package preflight.probe;

import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets every certificate pass and keeps the chain, which outlives a handshake that fails later on.
 * It is judged afterwards, by the trust stores that the workload's clients read; nothing is sent
 * before that.
 */
final class PeerChain extends X509ExtendedTrustManager {

  private volatile List<X509Certificate> presented = List.of();
  private volatile String protocol = "TLS";

  /** As presented, leaf first; empty until the server has presented one. */
  List<X509Certificate> presented() {
    return presented;
  }

  /** The version that server and client agreed on. */
  String protocol() {
    return protocol;
  }

  /** Where the chain came without it. */
  void speaks(String agreed) {
    protocol = agreed;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    if (socket instanceof SSLSocket tls) {
      speaks(tls.getHandshakeSession().getProtocol());
    }
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    presented = List.of(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
