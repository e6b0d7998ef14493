package preflight.lab;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/** Java's URL connections, on which Google's client stands: prints which of three URLs answer. */
final class Reaching {

  private static final List<String> HOSTS = List.of("metadata", "api", "public");

  private Reaching() {}

  public static void main(String... urls) {
    for (int i = 0; i < HOSTS.size(); i++) {
      try {
        var connection = (HttpURLConnection) URI.create(urls[i]).toURL().openConnection();
        connection.setRequestProperty("Metadata-Flavor", "Google");
        connection.setConnectTimeout(4000);
        connection.setReadTimeout(4000);
        if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
          System.out.println("java " + HOSTS.get(i));
        }
      } catch (IOException refused) {
        // Nothing is printed for what is not reached.
      }
    }
  }
}
