package preflight.agent.upload;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import okhttp3.Authenticator;
import okhttp3.ConnectionSpec;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import preflight.route.ProxyAddress;
import preflight.route.Route;

/** An HTTP client that goes one way and follows nobody elsewhere. */
final class Way {

  private Way() {}

  /**
   * Speaks no TLS, for which OkHttp would take the JVM's whole trust store apart. Its calls end
   * within {@code limit}, all their connections' trials included.
   */
  static OkHttpClient plain(Route route, Duration limit) {
    return builder(route, limit).connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
  }

  /** The same over TLS with those alone whom {@code trust} knows. */
  static OkHttpClient secure(Route route, Duration limit, PublicTrust trust) {
    return builder(route, limit).sslSocketFactory(trust.sockets(), trust.manager()).build();
  }

  private static OkHttpClient.Builder builder(Route route, Duration limit) {
    var builder =
        new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY)
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .followSslRedirects(false)
            // Who does not even answer is told in time from who does not go on.
            .connectTimeout(limit.dividedBy(2))
            .readTimeout(limit)
            .callTimeout(limit);
    route.proxy().ifPresent(proxy -> through(proxy, builder));
    return builder;
  }

  private static void through(ProxyAddress proxy, OkHttpClient.Builder builder) {
    builder.proxy(proxy.toProxy());
    proxy.userinfo().ifPresent(userinfo -> builder.proxyAuthenticator(credentials(userinfo)));
  }

  /** Offers them once; a proxy that asks again has refused them. */
  private static Authenticator credentials(String userinfo) {
    int colon = userinfo.indexOf(':');
    String user = colon < 0 ? userinfo : userinfo.substring(0, colon);
    String password = colon < 0 ? "" : userinfo.substring(colon + 1);
    return (route, response) ->
        response.request().header("Proxy-Authorization") != null
            ? null
            : response
                .request()
                .newBuilder()
                .header("Proxy-Authorization", Credentials.basic(user, password))
                .build();
  }
}
