package preflight.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import preflight.observation.Attempt;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;
import preflight.observation.MetadataIdentity;
import preflight.observation.NameserverAnswer;
import preflight.observation.NameserverAnswer.Reply;
import preflight.observation.Observation;
import preflight.observation.Observation.Recognition;
import preflight.observation.Outcome;
import preflight.observation.Stage;

/** What one attempt of a {@link Facts} story saw, and the answers that came. */
public final class Attempts {

  static final Duration MOMENT = Duration.ofMillis(3);
  static final Outcome WORKED = new Outcome.Succeeded(MOMENT);

  private Attempts() {}

  /** The lookup of {@code host} failed; these are the nameservers' own words. */
  public static Attempt lookupFailed(String host, Code code, NameserverAnswer... nameservers) {
    return attempt(
        new Observation.NameLookup(host, List.of(), List.of(nameservers), failed(code)),
        new Observation.TcpConnect(List.of(), new Outcome.NotAttempted(Stage.DNS)));
  }

  /** A nameserver's own reply. */
  public static NameserverAnswer nameserver(String server, Reply reply) {
    return new NameserverAnswer(server, "jira.corp.", reply, MOMENT);
  }

  /** {@code address} was dialled in vain. */
  public static Attempt dialFailed(String address, Code code) {
    return attempt(
        lookup(address),
        new Observation.TcpConnect(
            List.of(new Observation.Dial(socket(address, 443), failed(code))), failed(code)),
        new Observation.HttpExchange(
            Facts.BY_NAME, Optional.empty(), new Outcome.NotAttempted(Stage.TCP)));
  }

  /** Connected, and no SSH server introduced itself. */
  public static Attempt notIntroduced(String address, Code code) {
    return connected(
        address,
        new Observation.IdentityCheck(Recognition.NONE, List.of(), Optional.empty(), failed(code)));
  }

  /** The first address answered, and the others were dialled in vain. */
  public static Attempt partly(Code code, String first, String... others) {
    List<Observation.Dial> dials = new ArrayList<>();
    dials.add(new Observation.Dial(socket(first, 443), WORKED));
    for (String other : others) {
      dials.add(new Observation.Dial(socket(other, 443), failed(code)));
    }
    return attempt(lookup(first), new Observation.TcpConnect(dials, WORKED));
  }

  /** The container's own metadata server answered after so long. */
  public static Attempt slowMetadata(Duration wait) {
    Attempt quick = ownMetadata();
    return new Attempt(
        quick.startedAfter(),
        quick.observations().stream()
            .map(seen ->
                seen instanceof Observation.HttpExchange exchange
                    ? new Observation.HttpExchange(
                        exchange.url(), exchange.answer(), new Outcome.Succeeded(wait))
                    : seen)
            .toList());
  }

  /** The outside sees this way under {@code address}. */
  public static Attempt seenAs(String address) {
    return connected(
        "203.0.113.9",
        new Observation.IdentityCheck(
            Recognition.CONTENT, List.of(address), Optional.empty(), WORKED));
  }

  /** The proxy took the connection and answered CONNECT so. */
  public static Attempt tunnelRefused(HttpAnswer answer) {
    Code code = answer.status() == 407 ? Code.PROXY_AUTH_REQUIRED : Code.PROXY_REFUSED_TUNNEL;
    return connected("10.9.9.9", tunnel(Optional.of(answer), failed(code)));
  }

  /** The proxy took the connection and gave CONNECT no answer. */
  public static Attempt tunnelFailed(Code code) {
    return connected("10.9.9.9", tunnel(Optional.empty(), failed(code)));
  }

  /** The proxy setting could not be followed, so nothing was sent. */
  public static Attempt notSent() {
    return attempt(
        new Observation.HttpExchange(
            Facts.BY_NAME, Optional.empty(), failed(Code.ROUTE_UNSUPPORTED)));
  }

  /** Connected to {@code address}, and the request got no answer. */
  public static Attempt requestFailed(String address, Code code) {
    return connected(
        address, new Observation.HttpExchange(Facts.BY_NAME, Optional.empty(), failed(code)));
  }

  /** The service itself answered 429 or 5xx. */
  public static Attempt failing(String address, HttpAnswer answer) {
    return connected(
        address,
        new Observation.HttpExchange(
            Facts.BY_NAME, Optional.of(answer), failed(Code.HTTP_SERVICE_FAILING)));
  }

  /** The service itself answered 5xx, and then something to another question. */
  public static Attempt failing(String address, HttpAnswer answer, HttpAnswer second) {
    return connected(
        address,
        new Observation.HttpExchange(
            Facts.BY_NAME, Optional.of(answer), failed(Code.HTTP_SERVICE_FAILING)),
        new Observation.HttpExchange(Facts.BY_NAME, Optional.of(second), WORKED));
  }

  /** The same attempt, after which a name that cannot exist was asked, and led there. */
  public static Attempt noNameLeadsTo(String address, Attempt attempt) {
    return new Attempt(
        attempt.startedAfter(),
        attempt.observations().stream()
            .map(seen ->
                seen instanceof Observation.NameLookup lookup
                    ? lookup.besides(List.of(address(address)))
                    : seen)
            .toList());
  }

  /** An answer came that is not the service's. */
  public static Attempt foreign(String address, HttpAnswer answer) {
    return identity(address, answer, Recognition.NONE, failed(Code.IDENTITY_FOREIGN));
  }

  /** The service answered, and was recognised by {@code recognition}. */
  public static Attempt answered(String address, HttpAnswer answer, Recognition recognition) {
    return identity(address, answer, recognition, WORKED);
  }

  /** The service answered, and is known by its own marks. */
  public static Attempt answered(String address) {
    return answered(address, answer(200, "OK"), Recognition.CONTENT);
  }

  /** The metadata server of the job's own project answered, token included. */
  public static Attempt ownMetadata() {
    return metadata("169.254.169.254", "job@my-project.iam", "my-project");
  }

  /** Another metadata server answered, reached at {@code address}. */
  public static Attempt metadata(String address, String email, String project, String... scopes) {
    var who =
        new MetadataIdentity(
            Optional.of(email),
            Optional.of(project),
            Optional.of("europe-west1"),
            Optional.of("4711"),
            List.of(scopes));
    return connected(
        address,
        new Observation.HttpExchange(
            Facts.BY_NAME, Optional.of(answer(200, "OK", "Metadata-Flavor: Google")), WORKED),
        new Observation.IdentityCheck(
            Recognition.CONTENT, List.of("Metadata-Flavor"), Optional.of(who), WORKED));
  }

  /** The genuine metadata server has no token for the service account. */
  public static Attempt noToken() {
    return identity(
        "169.254.169.254",
        answer(404, "Not Found", "Metadata-Flavor: Google"),
        Recognition.CONTENT,
        failed(Code.IDENTITY_NO_TOKEN));
  }

  /** The same attempt, so long after the start of the run. */
  public static Attempt after(Duration start, Attempt attempt) {
    return new Attempt(start, attempt.observations());
  }

  private static Attempt identity(
      String address, HttpAnswer answer, Recognition recognition, Outcome outcome) {
    return connected(
        address,
        new Observation.HttpExchange(Facts.BY_NAME, Optional.of(answer), WORKED),
        new Observation.IdentityCheck(recognition, List.of(), Optional.empty(), outcome));
  }

  private static Observation tunnel(Optional<HttpAnswer> answer, Outcome outcome) {
    return new Observation.TunnelRequest(Facts.PROXY, "github.com:443", answer, outcome);
  }

  static Attempt connected(String address, Observation... then) {
    List<Observation> observations = new ArrayList<>();
    observations.add(lookup(address));
    observations.add(
        new Observation.TcpConnect(
            List.of(new Observation.Dial(socket(address, 443), WORKED)), WORKED));
    observations.addAll(List.of(then));
    return new Attempt(Duration.ZERO, observations);
  }

  private static Attempt attempt(Observation... observations) {
    return new Attempt(Duration.ZERO, List.of(observations));
  }

  private static Observation lookup(String address) {
    return new Observation.NameLookup(
        "host.that.resolves", List.of(address(address)), List.of(), WORKED);
  }

  static Outcome failed(Code code) {
    return new Outcome.Failed(new Failure(code, "the platform's words"), MOMENT);
  }

  // Answers

  /** An answer with these headers, {@code Name: value}, and no content. */
  public static HttpAnswer answer(int status, String reason, String... headers) {
    return new HttpAnswer(status, reason, headers(headers), new byte[0]);
  }

  /** An answer with JSON as its content. */
  public static HttpAnswer json(int status, String reason, String content, String... headers) {
    return new HttpAnswer(
        status, reason, headers(headers), content.getBytes(StandardCharsets.UTF_8));
  }

  /** Squid 5.7 answers with one of its own pages. */
  public static HttpAnswer squid(int status, String reason, String errorId) {
    String page =
        """
        <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
        <html><head>
        <meta type="copyright" content="Copyright (C) 1996-2021 The Squid Software Foundation and contributors">
        <title>ERROR: The requested URL could not be retrieved</title></head>
        <body id=%1$s>
        <div id="titles"><h1>ERROR</h1><h2>The requested URL could not be retrieved</h2></div>
        <div id="content"><blockquote id="error"><p><b>Told so.</b></p></blockquote></div>
        <div id="footer"><p>Generated Sat, 21 Nov 2026 10:00:00 GMT by squid.corp (squid/5.7)</p>
        <!-- %1$s --></div></body></html>
        """
            .formatted(errorId);
    return new HttpAnswer(
        status,
        reason,
        headers(
            "Server: squid/5.7",
            "Mime-Version: 1.0",
            "Date: Sat, 21 Nov 2026 10:00:00 GMT",
            "Content-Type: text/html;charset=utf-8",
            "X-Squid-Error: " + errorId + " 0",
            "X-Cache: MISS from squid.corp",
            "Via: 1.1 squid.corp (squid/5.7)"),
        page.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Header> headers(String... lines) {
    return Arrays.stream(lines)
        .map(line -> line.split(": ", 2))
        .map(parts -> new Header(parts[0], parts[1]))
        .toList();
  }

  // Addresses

  static InetSocketAddress socket(String literal, int port) {
    return new InetSocketAddress(address(literal), port);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }
}
