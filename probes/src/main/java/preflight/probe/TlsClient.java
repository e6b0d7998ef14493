package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import preflight.observation.Failure;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Outcome;
import preflight.observation.Stage;
import preflight.observation.TlsPeer;
import preflight.observation.TlsPeer.StoreVerdict;
import preflight.route.ClientFamily;
import preflight.trust.TrustStores;

/** Shakes hands over a connection and has the chain judged by the families' trust stores. */
final class TlsClient {

  /** A handshake, and the connection that it left where it went through. */
  record Secured(TlsHandshake handshake, Optional<Socket> socket) {}

  private final TrustStores stores;

  TlsClient(TrustStores stores) {
    this.stores = stores;
  }

  /**
   * @param clients whose trust stores are asked; every family's where it is empty
   * @param counted whose refusal fails the stage; where it is empty, only a common refusal does
   */
  Secured handshake(
      Socket connection,
      String host,
      List<ClientFamily> clients,
      Collection<ClientFamily> counted,
      AttemptScope scope) {
    long start = scope.now();
    try {
      SSLSocket socket = (SSLSocket) trustingAll().createSocket(connection, host, 443, false);
      socket.setSSLParameters(named(host, socket.getSSLParameters()));
      socket.startHandshake();
      TlsPeer peer = peer(socket, host, clients, scope);
      Outcome outcome =
          refusal(peer, counted)
              .map(failure -> scope.failed(failure, start))
              .orElseGet(() -> scope.succeeded(start));
      return new Secured(new TlsHandshake(host, Optional.of(peer), outcome), Optional.of(socket));
    } catch (IOException thrown) {
      Outcome failed = scope.failed(Stage.TLS, thrown, start);
      return new Secured(new TlsHandshake(host, Optional.empty(), failed), Optional.empty());
    }
  }

  private TlsPeer peer(
      SSLSocket socket, String host, List<ClientFamily> clients, AttemptScope scope)
      throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : socket.getSession().getPeerCertificates()) {
      chain.add((X509Certificate) certificate);
    }
    List<StoreVerdict> verdicts = new ArrayList<>();
    stores
        .readBy(clients.isEmpty() ? List.of(ClientFamily.values()) : clients)
        .forEach((store, readers) -> {
          long start = scope.now();
          Outcome outcome =
              store
                  .refusal(chain, host)
                  .map(failure -> scope.failed(failure, start))
                  .orElseGet(() -> scope.succeeded(start));
          verdicts.add(
              new StoreVerdict(
                  store.name(), readers.stream().map(ClientFamily::label).toList(), outcome));
        });
    return new TlsPeer(socket.getSession().getProtocol(), chain, verdicts);
  }

  private static Optional<Failure> refusal(TlsPeer peer, Collection<ClientFamily> counted) {
    List<String> labels = counted.stream().map(ClientFamily::label).toList();
    if (labels.isEmpty()) {
      boolean trusted = peer.stores().stream().anyMatch(verdict -> verdict.outcome().succeeded());
      return trusted ? Optional.empty() : failures(peer.stores().stream()).findFirst();
    }
    return failures(
            peer.stores().stream()
                .filter(verdict -> verdict.readBy().stream().anyMatch(labels::contains)))
        .findFirst();
  }

  private static Stream<Failure> failures(Stream<StoreVerdict> verdicts) {
    return verdicts
        .map(StoreVerdict::outcome)
        .filter(Outcome.Failed.class::isInstance)
        .map(Outcome.Failed.class::cast)
        .map(Outcome.Failed::failure);
  }

  /** The JDK alone would send no name that has no dot; the workload's tools do. */
  private static SSLParameters named(String host, SSLParameters parameters) {
    if (!NameResolver.isLiteral(host)) {
      parameters.setServerNames(List.of(new SNIHostName(host)));
    }
    return parameters;
  }

  /** A context of its own for each handshake: a resumed session would show an older chain. */
  private static SSLSocketFactory trustingAll() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new PeerChain()}, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK speaks TLS", impossible);
    }
  }
}
