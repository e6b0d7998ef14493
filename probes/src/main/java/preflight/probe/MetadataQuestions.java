package preflight.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import preflight.identity.MetadataAnswers;
import preflight.identity.MetadataAnswers.Account;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation;
import preflight.observation.Observation.HttpExchange;
import preflight.observation.Observation.IdentityCheck;
import preflight.observation.Observation.Recognition;
import preflight.observation.Outcome;

/** Asks a metadata server for a token, which is not kept, and for whom it speaks. */
final class MetadataQuestions {

  private static final String ROOT = "/computeMetadata/v1/";
  private static final String ACCOUNT = ROOT + "instance/service-accounts/default/";
  private static final String TOKEN = ACCOUNT + "token";

  /**
   * Email and scopes at once, as gcloud asks for them; whoever answers otherwise is asked for each.
   */
  private static final String WHOLE_ACCOUNT = ACCOUNT + "?recursive=true";

  private static final String EMAIL = ACCOUNT + "email";
  private static final String SCOPES = ACCOUNT + "scopes";
  private static final String PROJECT = ROOT + "project/project-id";
  private static final String REGION = ROOT + "instance/region";
  private static final String INSTANCE = ROOT + "instance/id";
  private static final List<Header> FLAVOR = List.of(new Header("Metadata-Flavor", "Google"));

  private MetadataQuestions() {}

  static List<Observation> ask(Conversation conversation) {
    HttpExchange token = question(conversation, TOKEN);
    if (!token.outcome().succeeded() || token.answer().isEmpty()) {
      return List.of(token);
    }
    HttpAnswer answer = token.answer().get();
    if (!MetadataAnswers.genuine(answer)) {
      return List.of(
          token, conversation.foreign(answer + " without Metadata-Flavor: Google", List.of()));
    }
    // No other client shares its limit: 429 means that it gives no token now.
    if (answer.status() == 429 || Conversation.serviceFails(answer)) {
      return List.of(conversation.failing(token, answer));
    }
    Map<String, HttpExchange> others = others(conversation);
    boolean granted = MetadataAnswers.grantsToken(answer);
    List<Observation> seen = new ArrayList<>(List.of(token));
    if (granted) {
      seen.addAll(others.values()); // else the refusal is the answer that the attempt ends with
    }
    seen.add(identity(conversation, answer, identity(others), granted));
    return seen;
  }

  /** What tells its identity. It has given a token: what it does not answer stays unknown. */
  private static Map<String, HttpExchange> others(Conversation conversation) {
    Map<String, HttpExchange> others = new LinkedHashMap<>();
    Deque<String> paths = new ArrayDeque<>(List.of(WHOLE_ACCOUNT, PROJECT, INSTANCE));
    if (!CheckPlans.METADATA_BY_NAME.equals(conversation.check().url())) {
      paths.add(REGION); // no sign of whose identity it is; by address it is asked in any case
    }
    while (!paths.isEmpty()) {
      String path = paths.remove();
      HttpExchange other = question(conversation, path);
      if (!other.outcome().succeeded()) {
        break;
      }
      others.put(path, other);
      if (path.equals(WHOLE_ACCOUNT) && account(others).isEmpty()) {
        paths.addFirst(SCOPES);
        paths.addFirst(EMAIL);
      }
    }
    return others;
  }

  private static HttpExchange question(Conversation conversation, String path) {
    return conversation.ask(
        Urls.below(conversation.check().url(), path), FLAVOR, MetadataAnswers::withoutToken);
  }

  private static IdentityCheck identity(
      Conversation conversation, HttpAnswer token, MetadataIdentity identity, boolean granted) {
    Optional<String> relayed = MetadataAnswers.relayed(token);
    Optional<Failure> failure =
        relayed
            .map(sign -> new Failure(Code.IDENTITY_FOREIGN, Redaction.line("relayed: " + sign)))
            .or(() -> granted ? Optional.empty() : Optional.of(refusal(token)));
    long now = conversation.scope().now();
    Outcome outcome =
        failure
            .map(why -> conversation.scope().failed(why, now))
            .orElseGet(() -> conversation.scope().succeeded(now));
    return new IdentityCheck(
        Recognition.CONTENT,
        relayed.map(sign -> List.of("Metadata-Flavor", sign)).orElse(List.of("Metadata-Flavor")),
        Optional.of(identity),
        outcome);
  }

  private static Failure refusal(HttpAnswer token) {
    return new Failure(
        Code.IDENTITY_NO_TOKEN,
        Redaction.line(
            token.status() == 200
                ? "the token's answer holds no access_token"
                : "the metadata server answers the request for a token with " + token));
  }

  private static MetadataIdentity identity(Map<String, HttpExchange> others) {
    return new MetadataIdentity(
        account(others).map(Account::email).or(() -> text(others, EMAIL)),
        text(others, PROJECT),
        text(others, REGION).map(MetadataAnswers::region),
        text(others, INSTANCE),
        account(others)
            .map(Account::scopes)
            .or(() -> answer(others, SCOPES).map(MetadataAnswers::lines))
            .orElse(List.of()));
  }

  private static Optional<Account> account(Map<String, HttpExchange> others) {
    return answer(others, WHOLE_ACCOUNT).flatMap(MetadataAnswers::account);
  }

  private static Optional<String> text(Map<String, HttpExchange> others, String path) {
    return answer(others, path).flatMap(MetadataAnswers::text);
  }

  private static Optional<HttpAnswer> answer(Map<String, HttpExchange> others, String path) {
    return Optional.ofNullable(others.get(path)).flatMap(HttpExchange::answer);
  }
}
