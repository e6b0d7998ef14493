package preflight.agent.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Cloud Storage's JSON API on loopback, as far as uploads need it: simple (multipart) and resumable
 * ones, the precondition that no object of the name exists, and faults on demand.
 */
final class JsonApi implements AutoCloseable {

  /** What happens to one request instead of, or around, its being served. */
  enum Fault {
    NONE,
    /** The connection is reset while the request is still being sent. */
    RESET_IN_THE_MIDDLE,
    /** The object is there, and the answer is lost. */
    ANSWER_LOST,
    /** Nothing is ever said. */
    SILENT
  }

  /** An answer in the service's place. */
  record Refusal(int status, String type, String body) {
    static Refusal json(int status, String reason, String message) {
      return new Refusal(
          status,
          "application/json; charset=UTF-8",
          """
          {"error":{"code":%d,"message":"%s","errors":[{"message":"%s","domain":"global","reason":"%s"}]}}\
          """
              .formatted(status, message, message, reason));
    }
  }

  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

  private final HttpServer server;
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<Refusal> always = Optional.empty();

  JsonApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  JsonApi first(Fault... next) {
    faults.addAll(List.of(next));
    return this;
  }

  JsonApi first(Refusal... next) {
    refusals.addAll(List.of(next));
    return this;
  }

  JsonApi always(Refusal refusal) {
    always = Optional.of(refusal);
    return this;
  }

  JsonApi holding(String object, String content) {
    objects.put(object, content.getBytes(UTF_8));
    return this;
  }

  /** Name to content, of what is stored for good. */
  Map<String, byte[]> objects() {
    return objects;
  }

  /** Method, path and credentials of each request. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    Fault fault = faults.poll();
    if (fault == Fault.RESET_IN_THE_MIDDLE) {
      exchange.getRequestBody().read();
      exchange.close(); // with bytes unread, which resets the connection
      return;
    }
    if (fault == Fault.SILENT) {
      return;
    }
    byte[] body = body(exchange);
    Refusal refusal = refusals.poll();
    Optional<Refusal> refused = refusal == null ? always : Optional.of(refusal);
    if (refused.isPresent()) {
      say(exchange, refused.get().status(), refused.get().type(), refused.get().body());
    } else if (query.contains("uploadType=multipart")) {
      multipart(exchange, query, body, fault);
    } else if (query.contains("upload_id=")) {
      session(exchange, query, body, fault);
    } else if (query.contains("uploadType=resumable")) {
      open(exchange, query);
    } else {
      say(exchange, 400, "text/plain", "unknown request");
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] raw = exchange.getRequestBody().readAllBytes();
    if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
      return raw;
    }
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      return plain.readAllBytes();
    }
  }

  /** RFC 2046: metadata in the first part, content in the second. */
  private void multipart(HttpExchange exchange, String query, byte[] body, Fault fault)
      throws IOException {
    String text = new String(body, ISO_8859_1);
    String delimiter = "\r\n" + text.substring(0, text.indexOf("\r\n"));
    int second = text.indexOf(delimiter) + delimiter.length();
    int content = text.indexOf("\r\n\r\n", second) + 4;
    Matcher name = NAME.matcher(text.substring(0, second));
    String object = name.find() ? new String(name.group(1).getBytes(ISO_8859_1), UTF_8) : "";
    byte[] bytes = text.substring(content, text.indexOf(delimiter, content)).getBytes(ISO_8859_1);
    store(exchange, query, object, bytes, fault);
  }

  private void open(HttpExchange exchange, String query) throws IOException {
    Matcher name = Pattern.compile("(?:^|&)name=([^&]+)").matcher(query);
    String id = "session-" + sessions.size();
    String object = name.find() ? URLDecoder.decode(name.group(1), UTF_8) : "";
    if (query.contains("ifGenerationMatch=0") && objects.containsKey(object)) {
      say(exchange, 412, "application/json", Refusals.EXISTS.body());
      return;
    }
    sessions.put(id, object);
    exchange
        .getResponseHeaders()
        .set("Location", url() + exchange.getRequestURI().getPath() + "?upload_id=" + id);
    say(exchange, 200, "text/plain", "");
  }

  private void session(HttpExchange exchange, String query, byte[] body, Fault fault)
      throws IOException {
    String id = query.replaceFirst(".*upload_id=([^&]+).*", "$1");
    String object = sessions.getOrDefault(id, "");
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range"));
    if (range.startsWith("bytes */")) { // how far did I come?
      if (objects.containsKey(object)) {
        say(exchange, 200, "application/json", resource(object));
      } else {
        say(exchange, 308, "text/plain", "");
      }
      return;
    }
    store(exchange, "", object, body, fault);
  }

  private void store(HttpExchange exchange, String query, String object, byte[] bytes, Fault fault)
      throws IOException {
    boolean mustBeNew = query.contains("ifGenerationMatch=0");
    if (mustBeNew && objects.putIfAbsent(object, bytes) != null) {
      say(exchange, 412, "application/json", Refusals.EXISTS.body());
      return;
    }
    objects.put(object, bytes);
    if (fault == Fault.ANSWER_LOST) {
      exchange.close();
      return;
    }
    say(exchange, 200, "application/json", resource(object));
  }

  private String resource(String object) {
    return """
    {"kind":"storage#object","bucket":"verdicts","name":"%s","generation":"1","size":"%d"}\
    """
        .formatted(object, objects.getOrDefault(object, new byte[0]).length);
  }

  private static void say(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    if (body.equals(Refusals.SQUID.body())) {
      exchange.getResponseHeaders().set("X-Squid-Error", "ERR_ACCESS_DENIED 0");
      exchange.getResponseHeaders().set("Server", "squid/5.7");
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /** What the real service says. */
  static final class Refusals {

    static final Refusal UNAUTHENTICATED = Refusal.json(401, "authError", "Invalid Credentials");
    static final Refusal FORBIDDEN =
        Refusal.json(
            403,
            "forbidden",
            "agent@p.iam.gserviceaccount.com does not have storage.objects.create access to the"
                + " Google Cloud Storage object.");
    static final Refusal NO_BUCKET =
        Refusal.json(404, "notFound", "The specified bucket does not exist.");
    static final Refusal EXISTS =
        Refusal.json(
            412,
            "conditionNotMet",
            "At least one of the pre-conditions you specified did not hold.");
    static final Refusal RATE = Refusal.json(429, "rateLimitExceeded", "Too many requests.");
    static final Refusal BUSY = Refusal.json(503, "backendError", "Backend Error");
    static final Refusal SQUID =
        new Refusal(
            403,
            "text/html;charset=utf-8",
            """
            <html><head><meta type="copyright" content="Copyright (C) 1996-2021 The Squid Software\
             Foundation and contributors"><title>ERROR: The requested URL could not be retrieved\
            </title></head><body id=ERR_ACCESS_DENIED><div id="titles"><h1>ERROR</h1></div><hr>
            <h2>The requested URL could not be retrieved</h2><div id="content">
            <blockquote id="error"><p><b>Access Denied.</b></p></blockquote><p>Your cache administrator is
            <a href="mailto:webmaster?subject=CacheErrorInfo%20-%20ERR_ACCESS_DENIED">webmaster</a>.</p></div><hr><div id="footer">
            <p>Generated Thu, 01 Jan 2026 00:00:00 GMT by proxy.corp.test (squid/5.7)</p>
            </div></body></html>
            """);

    private Refusals() {}
  }
}
