package preflight.world;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Answers as the metadata server of Cloud Run does: only to requests that say {@code
 * Metadata-Flavor: Google} and that no proxy has forwarded.
 */
public final class MetadataServer extends StandIn {

  private volatile MachineIdentity identity;

  private MetadataServer(MachineIdentity identity, InetSocketAddress bindTo) {
    super(bindTo, null);
    this.identity = identity;
  }

  /** Starts on 127.0.0.1, as the metadata server of a Cloud Run job. */
  public static MetadataServer start() {
    return start(MachineIdentity.cloudRunJob(), anyPort());
  }

  /** Starts on the address given, as the metadata server of this machine. */
  public static MetadataServer start(MachineIdentity identity, InetSocketAddress bindTo) {
    var server = new MetadataServer(identity, bindTo);
    server.open();
    return server;
  }

  /** Speaks for another machine from now on. */
  public void speakFor(MachineIdentity other) {
    identity = other;
  }

  /** Whom it speaks for. */
  public MachineIdentity identity() {
    return identity;
  }

  @Override
  void serve(Request request, HttpStream stream) throws IOException {
    stream.write(answer(request), request);
  }

  private Response answer(Request request) {
    if (request.headers().first("Metadata-Flavor").filter("Google"::equals).isEmpty()) {
      return page(403, request, "Missing Metadata-Flavor:Google header.");
    }
    if (request.headers().first("X-Forwarded-For").isPresent()) {
      return page(403, request, "The request carries X-Forwarded-For.");
    }
    return MetadataTree.find(identity, request.pathAndQuery())
        .map(this::signed)
        .orElseGet(() -> refusal(404, request));
  }

  @Override
  Response refusal(int status, Request request) {
    return page(status, request, "");
  }

  /** In the shape of Google's own error pages. */
  private Response page(int status, Request request, String detail) {
    var reason = new Response(status, Headers.NONE, "").reason();
    return signed(
        Response.of(
            status,
            "text/html; charset=UTF-8",
            """
            <!DOCTYPE html>
            <html lang=en>
              <meta charset=utf-8>
              <title>Error %d (%s)!!1</title>
              <p>The metadata server does not serve <code>%s</code>. %s
            """
                .formatted(status, reason, request.path(), detail)));
  }

  private Response signed(Response response) {
    return response
        .with("Metadata-Flavor", "Google")
        .with("Server", identity.flavor().server())
        .with("X-Frame-Options", "SAMEORIGIN");
  }
}
