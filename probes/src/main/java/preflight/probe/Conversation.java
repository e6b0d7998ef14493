package preflight.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import preflight.interception.Asked;
import preflight.interception.Channel;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.Recognition;
import preflight.observation.Outcome;
import preflight.observation.Stage;
import preflight.route.Route;

/**
 * The questions and answers of one attempt over one connection.
 *
 * @param channel how the answers come here
 */
record Conversation(
    CheckPlan check, HttpConnection connection, AttemptScope scope, Channel channel) {

  /** Asks one question; what came back is an observation, whatever it is. */
  HttpExchange ask(URI url, List<Header> headers, UnaryOperator<byte[]> mask) {
    List<Header> all = new ArrayList<>(headers);
    if (check.route() instanceof Route.Forward(var proxy)) {
      Tunnel.authorization(proxy).ifPresent(all::add);
    }
    long start = scope.now();
    var exchanged = connection.get(url, all, mask, scope);
    Outcome read =
        exchanged
            .thrown()
            .map(thrown -> scope.failed(Stage.HTTP, thrown, start))
            .orElseGet(() -> answered(exchanged.answer(), start));
    // A body that streams on past the attempt's time is an answer all the same: its head is there.
    Outcome outcome =
        exchanged.answer().isPresent() && read.failedWith(Code.HTTP_TIMEOUT)
            ? answered(exchanged.answer(), start)
            : read;
    return new HttpExchange(Urls.withoutQuery(url), exchanged.answer(), outcome);
  }

  /** What a question is about: a proxy's address says nothing about the host's. */
  Asked asked(URI url) {
    return new Asked(
        url, check.route() instanceof Route.Direct ? connection.peer() : Optional.empty());
  }

  /** The same exchange where what came says enough, though it broke off. */
  HttpExchange heard(HttpExchange exchange) {
    return new HttpExchange(
        exchange.url(), exchange.answer(), new Outcome.Succeeded(exchange.outcome().took()));
  }

  /** The same exchange where the service itself says that it does not work now. */
  HttpExchange failing(HttpExchange exchange, HttpAnswer answer) {
    Failure failure =
        new Failure(Code.HTTP_SERVICE_FAILING, Redaction.line("the service answers " + answer));
    return new HttpExchange(
        exchange.url(), exchange.answer(), new Outcome.Failed(failure, exchange.outcome().took()));
  }

  /** Somebody else's answer. */
  IdentityCheck foreign(String why, List<String> marks) {
    Failure failure = new Failure(Code.IDENTITY_FOREIGN, Redaction.line(why));
    return new IdentityCheck(
        Recognition.NONE, marks, Optional.empty(), scope.failed(failure, scope.now()));
  }

  /** Whether the status says that a service is there and does not work. */
  static boolean serviceFails(HttpAnswer answer) {
    return answer.status() >= 500;
  }

  private Outcome answered(Optional<HttpAnswer> answer, long start) {
    boolean proxyWantsCredentials =
        channel() == Channel.FORWARDED
            && answer.filter(response -> response.status() == 407).isPresent();
    return proxyWantsCredentials
        ? scope.failed(new Failure(Code.PROXY_AUTH_REQUIRED, "the proxy answered with 407"), start)
        : scope.succeeded(start);
  }
}
