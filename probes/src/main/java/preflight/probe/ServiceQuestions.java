package preflight.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import preflight.identity.CallerAddress;
import preflight.identity.ServiceIdentity;
import preflight.identity.ServiceIdentity.Recognised;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.observation.Failure.Code;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.Recognition;
import preflight.plan.Target;

/** Asks a service what only it answers, and says whether it is the one that was meant. */
final class ServiceQuestions {

  private static final String JIRA_STATUS = "/status";

  private ServiceQuestions() {}

  static List<Observation> ask(Conversation conversation) {
    List<Observation> seen = new ArrayList<>();
    Target.Kind kind = conversation.check().target().kind();
    Recognised recognised = new Recognised(Recognition.NONE, List.of());
    for (URI url : questions(kind, conversation.check().url())) {
      HttpExchange exchange = conversation.ask(url, List.of(), UnaryOperator.identity());
      Optional<HttpAnswer> answer = exchange.answer();
      Interception by =
          answer
              .map(given ->
                  InterceptionDetector.detect(
                      given, conversation.channel(), conversation.asked(url)))
              .orElseGet(Interception.Absent::new);
      boolean proxyWantsCredentials = exchange.outcome().failedWith(Code.PROXY_AUTH_REQUIRED);
      if (seen.isEmpty()
          && !proxyWantsCredentials
          && by instanceof Interception.Interfering(var who, var signs)) {
        return List.of(
            conversation.heard(exchange),
            conversation.foreign(who.product() + " answers instead", signs));
      }
      if (!exchange.outcome().succeeded() || answer.isEmpty()) {
        return seen.isEmpty() ? List.of(exchange) : identified(conversation, seen, recognised);
      }
      if (seen.isEmpty() && Conversation.serviceFails(answer.get())) {
        return failing(conversation, exchange, answer.get());
      }
      if (kind == Target.Kind.EGRESS) {
        return List.of(exchange, egress(conversation, answer.get()));
      }
      Recognised now = ServiceIdentity.of(kind, answer.get(), conversation.channel(), by);
      recognised = seen.isEmpty() || now.recognition() == Recognition.CONTENT ? now : recognised;
      seen.add(exchange);
      if (now.recognition() == Recognition.CONTENT || saysNo(kind, answer.get())) {
        break;
      }
    }
    return identified(conversation, seen, recognised);
  }

  /** A Jira may lack what it is asked for first; a Nexus that refuses does so with its marks. */
  private static boolean saysNo(Target.Kind kind, HttpAnswer answer) {
    return kind == Target.Kind.NEXUS && answer.status() >= 300;
  }

  /** A Jira that does not work says why under another URL, as long as it answers at all. */
  private static List<Observation> failing(
      Conversation conversation, HttpExchange exchange, HttpAnswer answer) {
    HttpExchange failing = conversation.failing(exchange, answer);
    if (conversation.check().target().kind() != Target.Kind.JIRA) {
      return List.of(failing);
    }
    URI status = Urls.below(conversation.check().url(), JIRA_STATUS);
    HttpExchange why = conversation.ask(status, List.of(), UnaryOperator.identity());
    return why.outcome().succeeded() ? List.of(failing, why) : List.of(failing);
  }

  /** The address itself is what such an answer is known by. */
  private static IdentityCheck egress(Conversation conversation, HttpAnswer answer) {
    return CallerAddress.in(answer)
        .map(address ->
            new IdentityCheck(
                Recognition.CONTENT,
                List.of(address.getHostAddress()),
                Optional.empty(),
                conversation.scope().succeeded(conversation.scope().now())))
        .orElseGet(() -> conversation.foreign(answer + " holds no address", List.of()));
  }

  /** Later questions are asked only where the earlier answers were not recognised. */
  private static List<URI> questions(Target.Kind kind, URI url) {
    return switch (kind) {
      case JIRA -> List.of(Urls.below(url, "/rest/api/2/serverInfo"), Urls.below(url, JIRA_STATUS));
      // The first has no content, and a reverse proxy may take its only mark.
      case NEXUS -> List.of(Urls.below(url, "/service/rest/v1/status"), Urls.below(url, "/"));
      case GITHUB, HTTP, GOOGLE, EGRESS -> List.of(url);
      case METADATA, DNS, TCP, SSH ->
          throw new IllegalArgumentException("no service answers for " + kind.label());
    };
  }

  private static List<Observation> identified(
      Conversation conversation, List<Observation> seen, Recognised recognised) {
    List<Observation> all = new ArrayList<>(seen);
    all.add(
        recognised.recognition() == Recognition.NONE
            ? conversation.foreign(
                "nothing in the answer is " + conversation.check().target().kind().label() + "'s",
                recognised.marks())
            : new IdentityCheck(
                recognised.recognition(),
                recognised.marks(),
                Optional.empty(),
                conversation.scope().succeeded(conversation.scope().now())));
    return all;
  }
}
