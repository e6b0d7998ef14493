package preflight.observation;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.Route;

/**
 * Everything seen of one target along one route: its attempts, first to last.
 *
 * @param target what was asked
 * @param url where exactly; a metadata target is asked by address and by name
 * @param route the way that the requests took
 * @param clients the families whose requests would go just so; empty for a direct route that is
 *     asked for comparison only
 * @param standing whether a counted family is among them
 * @param attempts in their order; empty where none was finished in time
 */
public record RouteCheck(
    Target target,
    URI url,
    Route route,
    List<ClientFamily> clients,
    Standing standing,
    List<Attempt> attempts) {

  /** Whether a check's failure can fail its target. */
  public enum Standing {
    /** A family that counts goes this way. */
    COUNTED,
    /** Nobody who counts goes this way; it explains, and never blocks. */
    EVIDENCE
  }

  public RouteCheck {
    clients = List.copyOf(clients);
    attempts = List.copyOf(attempts);
  }

  public boolean counted() {
    return standing == Standing.COUNTED;
  }

  /** The attempt that decides: the last one. */
  public Optional<Attempt> last() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** Whether the last attempt went through. */
  public boolean reached() {
    return last().filter(Attempt::reached).isPresent();
  }

  /** The failure that the last attempt ended with. */
  public Optional<Failure> failure() {
    return last().flatMap(Attempt::failure);
  }

  /** Whether the last attempt failed with one of {@code codes}. */
  public boolean failedWith(Failure.Code... codes) {
    return last()
        .flatMap(Attempt::failed)
        .filter(observation -> observation.outcome().failedWith(codes))
        .isPresent();
  }

  /** The last attempt's observations of one kind. */
  public <O extends Observation> Stream<O> all(Class<O> kind) {
    return last().stream().flatMap(attempt -> attempt.all(kind));
  }

  /** The proxy's or the service's answer that the last attempt ended with. */
  public Optional<HttpAnswer> answer() {
    return last().stream()
        .flatMap(attempt -> attempt.observations().stream())
        .flatMap(RouteCheck::answerOf)
        .reduce((earlier, later) -> later);
  }

  private static Stream<HttpAnswer> answerOf(Observation observation) {
    if (observation instanceof Observation.HttpExchange exchange) {
      return exchange.answer().stream();
    }
    return observation instanceof Observation.TunnelRequest tunnel && !tunnel.outcome().succeeded()
        ? tunnel.answer().stream()
        : Stream.empty();
  }
}
