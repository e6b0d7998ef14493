package preflight.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;
import preflight.plan.UriPort;
import preflight.route.ProxyAddress;

/** HTTP/1.1 over a connection that is there already; follows nothing, repeats nothing. */
final class HttpConnection implements AutoCloseable {

  /** What an exchange came to: an answer, an exception, or an answer that breaks off with one. */
  record Exchanged(Optional<HttpAnswer> answer, Optional<IOException> thrown) {}

  /** Never resolved, never dialled: the connection is there. No lambda: no cache holds it. */
  private static final class Nowhere implements Dns {
    @Override
    public List<InetAddress> lookup(String hostname) {
      return List.of(InetAddress.getLoopbackAddress());
    }
  }

  /** Has the answer read where it is read; no lambda for the same reason. */
  private static final class Reading implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
      Response response = chain.proceed(chain.request());
      return AnswerReader.of(chain.request()).read(response);
    }
  }

  private final OkHttpClient client;
  private final ConnectionPool pool = new ConnectionPool(1, 1, TimeUnit.MINUTES);

  private HttpConnection(Socket socket, Proxy proxy) {
    this.client =
        new OkHttpClient.Builder()
            .socketFactory(new OneConnectionFactory(socket))
            .proxy(proxy)
            .dns(new Nowhere())
            .connectionPool(pool)
            // Whatever TLS there is lies below; this also spares OkHttp's own SSL context.
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .protocols(List.of(Protocol.HTTP_1_1))
            .fastFallback(false)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            // The attempt's scope ends all reading and writing.
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .addNetworkInterceptor(new Reading())
            .build();
  }

  /** To the service itself, or through a tunnel to it. */
  static HttpConnection over(Socket socket) throws IOException {
    return new HttpConnection(new ConnectedSocket(socket), Proxy.NO_PROXY);
  }

  /** To a proxy that gets the whole URL in the request line. */
  static HttpConnection over(Socket socket, ProxyAddress proxy) throws IOException {
    return new HttpConnection(new ConnectedSocket(socket), proxy.toProxy());
  }

  /** An answer that has begun to come: {@code head} was read, the rest is still in the socket. */
  static Exchanged resume(String head, Socket socket) {
    try {
      InputStream in =
          new SequenceInputStream(
              new ByteArrayInputStream(head.getBytes(StandardCharsets.ISO_8859_1)),
              socket.getInputStream());
      var replay = new ConnectedSocket(socket, in, OutputStream.nullOutputStream());
      try (var connection = new HttpConnection(replay, Proxy.NO_PROXY)) {
        return connection.get(
            URI.create("http://proxy.invalid/"), List.of(), UnaryOperator.identity());
      }
    } catch (IOException gone) {
      return new Exchanged(Optional.empty(), Optional.of(gone));
    }
  }

  /**
   * One GET, one answer.
   *
   * @param mask what becomes of the body before it is kept
   */
  Exchanged get(URI url, List<Header> headers, UnaryOperator<byte[]> mask) {
    AnswerReader reader = new AnswerReader(mask);
    // https is spoken over a connection that is TLS already: OkHttp sees plain HTTP.
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    Request.Builder request =
        new Request.Builder()
            .url("http://" + url.getHost() + ":" + UriPort.port(url) + path + query)
            .header("Host", Urls.authority(url))
            .header("User-Agent", UserAgent.VALUE)
            .header("Accept", "*/*")
            .header("Accept-Encoding", "gzip")
            .tag(AnswerReader.class, reader);
    headers.forEach(header -> request.header(header.name(), header.value()));
    try {
      client.newCall(request.build()).execute().close();
      return new Exchanged(reader.answer(), Optional.empty());
    } catch (IOException thrown) {
      return new Exchanged(reader.answer(), Optional.of(thrown));
    }
  }

  /** Whether the last answer was read to its end, and left the connection open. */
  boolean usable() {
    return pool.idleConnectionCount() == 1;
  }

  @Override
  public void close() {
    pool.evictAll();
  }
}
