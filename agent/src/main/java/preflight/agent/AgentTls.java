package preflight.agent;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import preflight.agent.tls.BoringTls;
import preflight.agent.tls.JvmTls;
import preflight.probe.ProcessTls;

/** The TLS of a JVM that is the agent's own: BoringSSL's first, and the JDK's as it is wanted. */
final class AgentTls implements ProcessTls {

  @Override
  public void prepare() {
    JvmTls.prepare();
  }

  @Override
  public Optional<SSLSocket> shakeHands(
      Socket connection, Optional<String> serverName, KeyManager keys, X509TrustManager trust)
      throws IOException {
    return BoringTls.shakeHands(connection, serverName, keys, trust);
  }
}
