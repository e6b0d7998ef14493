package preflight.lab.trust;

import java.io.IOException;
import java.net.URI;

/** Asks for its argument as a Java program does that sets nothing. */
final class JavaClient {

  private JavaClient() {}

  public static void main(String... url) throws IOException {
    URI.create(url[0]).toURL().openStream().close();
  }
}
