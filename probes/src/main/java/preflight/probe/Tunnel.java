package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import preflight.interception.Channel;
import preflight.interception.Interception;
import preflight.interception.InterceptionDetector;
import preflight.observation.Failure;
import preflight.observation.Failure.Code;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;
import preflight.observation.Observation.TunnelRequest;
import preflight.observation.Outcome;
import preflight.observation.Stage;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** Asks a proxy for a tunnel (RFC 9110, section 9.3.6) and keeps every word of its refusal. */
final class Tunnel {

  private Tunnel() {}

  static TunnelRequest open(Socket socket, ProxyAddress proxy, URI url, AttemptScope scope) {
    String authority = Urls.tunnelTarget(url);
    long start = scope.now();
    try {
      socket.getOutputStream().write(request(proxy, authority));
      ResponseHead head = ResponseHead.read(socket.getInputStream());
      if (head.status() / 100 == 2 && !bearsAPage(head.answer())) {
        return new TunnelRequest(
            proxy, authority, Optional.of(head.answer()), scope.succeeded(start));
      }
      // A page that breaks off is still a refusal.
      HttpAnswer refusal =
          HttpConnection.resume(head.text(), socket).answer().orElseGet(head::answer);
      Outcome refused = scope.failed(refusal(refusal), start);
      return new TunnelRequest(proxy, authority, Optional.of(refusal), refused);
    } catch (IOException thrown) {
      Outcome failed = scope.failed(Stage.PROXY, thrown, start);
      return new TunnelRequest(proxy, authority, Optional.empty(), failed);
    }
  }

  /** The way of {@code check} once more, through its tunnel where it has one; observes nothing. */
  static Socket redial(SocketAddress remote, Segments segments, CheckPlan check, AttemptScope scope)
      throws IOException {
    Socket connection = scope.dial(remote, segments);
    if (check.route() instanceof Route.Tunnel(var proxy)
        && !open(connection, proxy, check.url(), scope).outcome().succeeded()) {
      throw new SocketException("the proxy opens no second tunnel");
    }
    return connection;
  }

  /** Some proxies refuse with a page under 200; a tunnel that opens has no author but the host. */
  private static boolean bearsAPage(HttpAnswer opened) {
    return InterceptionDetector.detect(opened, Channel.CONNECT) instanceof Interception.Interfering;
  }

  /** The credentials that the proxy's URL carries (RFC 7617). */
  static Optional<Header> authorization(ProxyAddress proxy) {
    return proxy
        .userinfo()
        .map(userinfo ->
            Base64.getEncoder().encodeToString(userinfo.getBytes(StandardCharsets.UTF_8)))
        .map(encoded -> new Header("Proxy-Authorization", "Basic " + encoded));
  }

  private static byte[] request(ProxyAddress proxy, String authority) {
    String credentials =
        authorization(proxy)
            .map(header -> header.name() + ": " + header.value() + "\r\n")
            .orElse("");
    return String.join(
            "\r\n",
            "CONNECT " + authority + " HTTP/1.1",
            "Host: " + authority,
            credentials + "User-Agent: " + UserAgent.VALUE,
            "Proxy-Connection: Keep-Alive",
            "",
            "")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Failure refusal(HttpAnswer answer) {
    Code code = answer.status() == 407 ? Code.PROXY_AUTH_REQUIRED : Code.PROXY_REFUSED_TUNNEL;
    return new Failure(code, Redaction.line("the proxy answered CONNECT with " + answer));
  }
}
