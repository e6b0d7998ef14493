package preflight.world;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy that speaks, denies and fails as Squid 5.7 does. It tunnels CONNECTs and forwards
 * absolute-form requests for http, and it finds hosts by a table of names alone: where Squid 5.7
 * says ERR_CANNOT_FORWARD about an unknown name, this says ERR_DNS_FAIL, as 4 and 6 do.
 */
public final class ForwardProxy extends StandIn {

  /** The name that the proxy gives itself in its answers. */
  public static final String VISIBLE_HOST = "proxy.corp.test";

  private static final int DIAL_MILLIS = 5_000;
  private static final List<String> HOP_BY_HOP =
      List.of("Connection", "Proxy-Connection", "Keep-Alive", "Proxy-Authorization", "TE");

  private final NameTable names;
  private final Clock clock;
  private final SquidPage page;
  private volatile Function<Authority, Access> rules = Access.allowAll();
  private volatile @Nullable String expectedAuthorization;
  private volatile ForwardedFor forwardedFor = ForwardedFor.ADDED;

  private enum ForwardedFor {
    ADDED,
    DELETED
  }

  private ForwardProxy(NameTable names, InetSocketAddress bindTo, Clock clock) {
    super(bindTo, null);
    this.names = names;
    this.clock = clock;
    this.page = new SquidPage(VISIBLE_HOST, address().getPort());
  }

  /** Starts on 127.0.0.1 and allows everything that the table has an address for. */
  public static ForwardProxy start(Map<String, InetSocketAddress> names) {
    return start(names, anyPort());
  }

  /** Starts on the address given and allows everything that the table has an address for. */
  public static ForwardProxy start(Map<String, InetSocketAddress> names, InetSocketAddress bindTo) {
    var proxy = new ForwardProxy(new NameTable(names), bindTo, Clock.systemUTC());
    proxy.open();
    return proxy;
  }

  /** Adds a host to the table. */
  public void name(String host, InetSocketAddress address) {
    names.put(host, address);
  }

  /** Asks these rules about every request from now on. */
  public void rules(Function<Authority, Access> rules) {
    this.rules = rules;
  }

  /** Serves only those who send this user and password, {@code user:password}. */
  public void demandCredentials(String userinfo) {
    byte[] bytes = userinfo.getBytes(StandardCharsets.UTF_8);
    expectedAuthorization = "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  /** Adds no X-Forwarded-For, as Squid under {@code forwarded_for delete}. */
  public void deleteForwardedFor() {
    forwardedFor = ForwardedFor.DELETED;
  }

  @Override
  Response refusal(int status, Request request) {
    return page.answer(SquidError.ofStatus(status), 0, request, clock.instant());
  }

  @Override
  void serve(Request request, HttpStream stream) throws IOException {
    boolean tunnel = request.method().equals("CONNECT");
    Optional<Authority> authority =
        tunnel ? Authority.ofConnect(request.target()) : Authority.ofAbsoluteForm(request.target());
    if (authority.isEmpty()) {
      refuse(SquidError.INVALID_URL, request, stream);
    } else if (!authenticated(request)) {
      refuse(SquidError.CACHE_ACCESS_DENIED, request, stream);
    } else if (rules.apply(authority.get()) == Access.DENY) {
      refuse(SquidError.ACCESS_DENIED, request, stream);
    } else if (tunnel) {
      tunnel(authority.get(), request, stream);
    } else {
      forward(authority.get(), request, stream);
    }
  }

  private boolean authenticated(Request request) {
    String expected = expectedAuthorization;
    return expected == null
        || request.headers().first("Proxy-Authorization").filter(expected::equals).isPresent();
  }

  private void refuse(SquidError error, Request request, HttpStream stream) throws IOException {
    stream.write(page.answer(error, 0, request, clock.instant()), request);
  }

  private void tunnel(Authority authority, Request request, HttpStream client) throws IOException {
    Socket dialled;
    try {
      dialled = dial(authority);
    } catch (IOException e) {
      client.write(page.bare(unreached(e), errno(e), request, clock.instant()), request);
      return;
    }
    client.finish();
    try (Socket origin = dialled) {
      client
          .out()
          .write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      spawn(() -> {
        client.in().transferTo(origin.getOutputStream());
        origin.shutdownOutput();
      });
      origin.getInputStream().transferTo(client.out());
    }
  }

  private void forward(Authority authority, Request request, HttpStream client) throws IOException {
    Socket dialled;
    try {
      dialled = dial(authority);
    } catch (IOException e) {
      client.write(page.answer(unreached(e), errno(e), request, clock.instant()), request);
      return;
    }
    try (Socket socket = dialled) {
      var origin = new HttpStream(socket);
      HttpStream.Head head;
      try {
        origin.write(forwarded(request));
        head = origin.nextHead().orElseThrow(EOFException::new);
      } catch (IOException e) {
        client.write(page.answer(unanswered(e), errno(e), request, clock.instant()), request);
        return;
      }
      pass(head, origin, client);
    }
  }

  private HttpStream.Head forwarded(Request request) {
    Headers headers = request.headers().without(HOP_BY_HOP).with("Via", page.via());
    if (forwardedFor == ForwardedFor.ADDED) {
      headers = headers.with("X-Forwarded-For", "127.0.0.1");
    }
    return new HttpStream.Head(
        request.method() + " " + request.pathAndQuery() + " HTTP/1.1",
        headers.with("Connection", "close"));
  }

  /** The origin's own answer, with what a Squid adds below it. */
  private void pass(HttpStream.Head head, HttpStream origin, HttpStream client) throws IOException {
    Headers headers =
        head.headers()
            .without(HOP_BY_HOP)
            .with("X-Cache", "MISS from " + VISIBLE_HOST)
            .with("X-Cache-Lookup", "MISS from " + VISIBLE_HOST + ":" + address().getPort())
            .with("Via", page.via())
            .with("Connection", "close");
    client.write(new HttpStream.Head(head.startLine(), headers));
    origin.in().transferTo(client.out());
    client.finish();
  }

  private Socket dial(Authority authority) throws IOException {
    InetSocketAddress address = names.resolve(authority);
    var socket = track(new Socket());
    try {
      socket.connect(address, DIAL_MILLIS);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return socket;
  }

  private static SquidError unreached(IOException thrown) {
    return thrown instanceof UnknownHostException ? SquidError.DNS_FAIL : SquidError.CONNECT_FAIL;
  }

  private static SquidError unanswered(IOException thrown) {
    return thrown instanceof EOFException ? SquidError.ZERO_SIZE_OBJECT : SquidError.READ_ERROR;
  }

  /** Linux's number for what went wrong, as Squid passes it on. */
  private static int errno(IOException thrown) {
    return switch (thrown) {
      case UnknownHostException unknown -> 0;
      case EOFException ended -> 0;
      case NoRouteToHostException noRoute -> 113;
      case SocketTimeoutException timeout -> 110;
      case ConnectException refused -> 111;
      default -> 104;
    };
  }
}
