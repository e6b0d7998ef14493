package preflight.world;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A web service that answers for itself: over TLS, or in plain HTTP. */
public final class Origin extends StandIn {

  private final Site site;
  private final String scheme;

  private Origin(Site site, @Nullable Credential credential, InetSocketAddress bindTo) {
    super(bindTo, credential);
    this.site = site;
    this.scheme = credential == null ? "http" : "https";
  }

  /** Starts on 127.0.0.1, in plain HTTP. */
  public static Origin plain(Site site) {
    return plain(site, anyPort());
  }

  /** Starts on the address given, in plain HTTP. */
  public static Origin plain(Site site, InetSocketAddress bindTo) {
    return start(new Origin(site, null, bindTo));
  }

  /** Starts on 127.0.0.1, over TLS. */
  public static Origin secure(Site site, Credential credential) {
    return secure(site, credential, anyPort());
  }

  /** Starts on the address given, over TLS. */
  public static Origin secure(Site site, Credential credential, InetSocketAddress bindTo) {
    return start(new Origin(site, credential, bindTo));
  }

  private static Origin start(Origin origin) {
    origin.open();
    return origin;
  }

  /** Shows another certificate from the next connection on. */
  public void present(Credential credential) {
    if (scheme.equals("http")) {
      throw new IllegalStateException(
          site.host()
              + " is served in plain HTTP: start it with Origin.secure to show a certificate");
    }
    presentAs(credential);
  }

  /** What it answers as. */
  public Site site() {
    return site;
  }

  /** Its URL by its own name: for clients that have been told the name's address. */
  public URI uri() {
    return URI.create(scheme + "://" + site.host() + ":" + address().getPort() + context());
  }

  /** Its URL by address: for clients that resolve nothing. */
  public URI uriByAddress() {
    return URI.create(scheme + "://" + hostAndPort() + context());
  }

  private String context() {
    return site.contextPath().isEmpty() ? "/" : site.contextPath();
  }

  @Override
  void serve(Request request, HttpStream stream) throws IOException {
    stream.write(ServicePages.answer(site, request), request);
  }

  @Override
  Response refusal(int status, Request request) {
    return ServicePages.refusal(site, status);
  }
}
