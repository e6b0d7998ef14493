package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Observation.TlsHandshake;
import preflight.observation.Outcome;
import preflight.observation.Stage;
import preflight.observation.TlsPeer;
import preflight.observation.TlsPeer.StoreVerdict;
import preflight.probe.TlsConnection.Kind;
import preflight.route.ClientFamily;
import preflight.trust.PublicRoots;
import preflight.trust.TrustStore;
import preflight.trust.TrustStores;

/** Shakes hands over a connection and has the chain judged by the families' trust stores. */
final class TlsClient {

  /**
   * A handshake, and what it left.
   *
   * @param dialled the connection that it went over
   * @param socket TLS over that, where it went through
   * @param wantsCertificate whether the server asked for one of the client's
   * @param conclusive whether another kind of handshake could tell nothing else
   */
  record Secured(
      TlsHandshake handshake,
      Socket dialled,
      Optional<Socket> socket,
      boolean wantsCertificate,
      boolean conclusive) {}

  private final TrustStores stores;
  private final NameTrials trials;
  private final ProcessTls process;

  TlsClient(TrustStores stores, NameTrials trials, ProcessTls process) {
    this.stores = stores;
    this.trials = trials;
    this.process = process;
  }

  /** Loads what these families' handshakes with {@code host} need, before anybody waits for it. */
  void warmUp(String host, List<ClientFamily> clients) {
    process.prepare();
    TlsConnection.warmUp(process);
    readBy(clients, host);
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
      Kind kind,
      AttemptScope scope) {
    process.prepare();
    long start = scope.now();
    TlsConnection tls = TlsConnection.to(host, connection);
    try {
      Socket socket = tls.shakeHands(kind, process);
      Optional<TlsPeer> peer = peer(tls.chain(), host, clients, scope);
      Outcome outcome =
          peer.flatMap(presented -> refusal(presented, counted))
              .map(failure -> scope.failed(failure, start))
              .orElseGet(() -> scope.succeeded(start));
      boolean wanted = tls.ours().wanted();
      return new Secured(
          new TlsHandshake(host, peer, outcome),
          connection,
          Optional.of(socket),
          wanted,
          kind == Kind.USUAL || !wanted);
    } catch (IOException thrown) {
      Outcome ended = scope.failed(Stage.TLS, thrown, start);
      Optional<TlsPeer> peer = peer(tls.chain(), host, clients, scope);
      Outcome failed =
          tls.ours().wanted() && ended.failedWith(Code.TLS_ALERT, Code.TLS_CLOSED)
              ? scope.failed(
                  peer.flatMap(presented -> refusal(presented, counted))
                      .orElseGet(() ->
                          FailureClassifier.withoutClientCertificate(
                              FailureClassifier.of(Stage.TLS, thrown))),
                  start)
              : ended;
      // Silence has nothing to do with how it was asked.
      boolean conclusive = kind == Kind.USUAL || failed.failedWith(Code.TLS_TIMEOUT);
      return new Secured(
          new TlsHandshake(host, peer, failed),
          connection,
          Optional.empty(),
          tls.ours().wanted(),
          conclusive);
    }
  }

  /** The same handshake with what the address says to other names, where it hung up on this one. */
  TlsHandshake withTrials(TlsHandshake handshake, SocketAddress address, AttemptScope scope) {
    return NameTrials.worthwhile(handshake)
        ? new TlsHandshake(
            handshake.serverName(),
            handshake.peer(),
            trials.at(address, handshake.serverName(), scope),
            handshake.outcome())
        : handshake;
  }

  private Optional<TlsPeer> peer(
      PeerChain chain, String host, List<ClientFamily> clients, AttemptScope scope) {
    List<X509Certificate> presented = chain.presented();
    if (presented.isEmpty()) {
      return Optional.empty();
    }
    List<StoreVerdict> verdicts = new ArrayList<>();
    readBy(clients, host)
        .forEach((store, readers) -> {
          long start = scope.now();
          stores
              .verdicts(store, readers, presented, host)
              .forEach((refusal, families) ->
                  verdicts.add(
                      new StoreVerdict(
                          store.name(),
                          families.stream().map(ClientFamily::label).toList(),
                          refusal
                              .map(failure -> scope.failed(failure, start))
                              .orElseGet(() -> scope.succeeded(start)))));
        });
    return Optional.of(
        new TlsPeer(chain.protocol(), presented, PublicRoots.shipped().over(presented), verdicts));
  }

  private Map<TrustStore, List<ClientFamily>> readBy(List<ClientFamily> clients, String host) {
    return stores.readBy(clients.isEmpty() ? List.of(ClientFamily.values()) : clients, host);
  }

  private static Optional<Failure> refusal(TlsPeer peer, Collection<ClientFamily> counted) {
    return TlsVersions.refusal(peer.protocol(), counted).or(() -> distrust(peer, counted));
  }

  private static Optional<Failure> distrust(TlsPeer peer, Collection<ClientFamily> counted) {
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
}
