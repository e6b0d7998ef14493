package preflight.testing;

import static preflight.testing.Attempts.MOMENT;
import static preflight.testing.Attempts.WORKED;
import static preflight.testing.Attempts.answer;
import static preflight.testing.Attempts.connected;
import static preflight.testing.Attempts.failed;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation;
import preflight.observation.Observation.NameTrial;
import preflight.observation.Observation.Recognition;
import preflight.observation.Outcome;
import preflight.observation.Stage;
import preflight.observation.TlsPeer;
import preflight.observation.TlsPeer.StoreVerdict;

/** What one attempt of a {@link Facts} story saw in TLS. */
public final class Handshakes {

  private Handshakes() {}

  /** The handshake came as far as this chain, and then failed. */
  public static Attempt handshakeFailed(Code code, X509Certificate... chain) {
    return handshake(failed(code), chain);
  }

  /** The same in these words. */
  public static Attempt handshakeFailed(Failure failure, X509Certificate... chain) {
    return handshake(new Outcome.Failed(failure, MOMENT), chain);
  }

  private static Attempt handshake(Outcome failed, X509Certificate... chain) {
    var store = new StoreVerdict("system bundle", List.of("curl", "git"), failed);
    Optional<TlsPeer> peer =
        chain.length == 0
            ? Optional.empty()
            : Optional.of(new TlsPeer("TLSv1.3", List.of(chain), Optional.empty(), List.of(store)));
    return connected(Facts.JIRA_ADDRESS, new Observation.TlsHandshake("jira.corp", peer, failed));
  }

  /** The peer hung up on the name of {@link Facts#JIRA}; so it met other names. */
  public static Attempt hungUpOn(Code code, NameTrial... trials) {
    return connected(
        Facts.JIRA_ADDRESS,
        new Observation.TlsHandshake("jira.corp", Optional.empty(), List.of(trials), failed(code)));
  }

  /** The same address was asked for this name, and answered in TLS. */
  public static NameTrial nameAnswered(String name) {
    return new NameTrial(Optional.of(name), WORKED);
  }

  /** The same address was asked without a name, and hung up too. */
  public static NameTrial namelessReset() {
    return new NameTrial(Optional.empty(), failed(Code.TLS_RESET));
  }

  /** The handshake at this address showed this chain, and the counted stores refuse it. */
  public static Attempt untrustedAt(String address, X509Certificate... chain) {
    var peer =
        new TlsPeer(
            "TLSv1.3",
            List.of(chain),
            Optional.empty(),
            List.of(refusedBy("system bundle", "curl", "git")));
    return connected(
        address,
        new Observation.TlsHandshake(
            "host.that.resolves", Optional.of(peer), failed(Code.TLS_UNTRUSTED)));
  }

  /** The service answered over TLS with a certificate that a public root vouches for. */
  public static Attempt publiclySecured(String address, X509Certificate... chain) {
    return secured(address, Optional.of("CN=ISRG Root X1"), chain);
  }

  /** The handshake went through with this certificate, and the service answered. */
  public static Attempt secured(String address, X509Certificate... chain) {
    return secured(address, Optional.empty(), chain);
  }

  private static Attempt secured(
      String address, Optional<String> publicRoot, X509Certificate... chain) {
    var store = new StoreVerdict("system bundle", List.of("curl", "git"), WORKED);
    var peer = new TlsPeer("TLSv1.3", List.of(chain), publicRoot, List.of(store));
    return connected(
        address,
        new Observation.TlsHandshake("host.that.resolves", Optional.of(peer), WORKED),
        new Observation.HttpExchange(Facts.BY_NAME, Optional.of(answer(200, "OK")), WORKED),
        new Observation.IdentityCheck(Recognition.CONTENT, List.of(), Optional.empty(), WORKED));
  }

  /** The handshake showed this certificate, and these stores judged it. */
  public static Attempt untrusted(X509Certificate leaf, StoreVerdict... verdicts) {
    var peer = new TlsPeer("TLSv1.3", List.of(leaf), Optional.empty(), List.of(verdicts));
    return connected(
        Facts.JIRA_ADDRESS,
        new Observation.TlsHandshake("jira.corp", Optional.of(peer), failed(Code.TLS_UNTRUSTED)));
  }

  /** The TLS handshake was answered with a page in plain HTTP. */
  public static Attempt plainPage(HttpAnswer page) {
    return connected(
        Facts.JIRA_ADDRESS,
        new Observation.TlsHandshake("jira.corp", Optional.empty(), failed(Code.TLS_PLAINTEXT)),
        new Observation.HttpExchange(
            Facts.JIRA.uri(), Optional.of(page), new Outcome.NotAttempted(Stage.TLS)));
  }

  /** A store that does not know the issuer; the failure took longer than another's. */
  public static StoreVerdict refusedBy(String store, String... readers) {
    var failure = new Failure(Code.TLS_UNTRUSTED, "");
    return new StoreVerdict(
        store, List.of(readers), new Outcome.Failed(failure, MOMENT.plusMillis(1)));
  }

  public static StoreVerdict trustedBy(String store, String... readers) {
    return new StoreVerdict(store, List.of(readers), WORKED);
  }

  /** The same attempt, beside which a connection that takes small segments alone came to this. */
  public static Attempt inSmallSegments(Attempt attempt, boolean answered) {
    Outcome outcome = answered ? WORKED : failed(Code.TLS_TIMEOUT);
    return new Attempt(attempt.startedAfter(), attempt.observations(), Optional.of(outcome));
  }
}
