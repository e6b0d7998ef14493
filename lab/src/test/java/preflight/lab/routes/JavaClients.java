package preflight.lab.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.oauth2.ComputeEngineCredentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import preflight.lab.OwnJvm;

/** Java's HTTP clients with their defaults, in a JVM that the row's environment configures. */
final class JavaClients {

  private JavaClients() {}

  /** How this program is started for one client. */
  static List<String> command(Tool tool) {
    return OwnJvm.command(JavaClients.class, tool.name());
  }

  public static void main(String... arguments) throws IOException {
    Tool tool = Tool.valueOf(arguments[0]);
    var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        ask(tool, URI.create(line));
      } catch (IOException | IllegalArgumentException | LinkageError refused) {
        // Every answer is a refusal, by others or by the client; what counts is who gave it.
      } catch (InterruptedException e) {
        throw new AssertionError(line, e);
      }
      System.out.println(Tool.ASKED);
    }
  }

  private static void ask(Tool tool, URI url) throws IOException, InterruptedException {
    switch (tool) {
      case JAVA_URL_CONNECTION ->
          ((HttpURLConnection) url.toURL().openConnection()).getResponseCode();
      case JAVA_NET_HTTP -> {
        try (var client = HttpClient.newHttpClient()) {
          client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
        }
      }
      case JAVA_OKHTTP ->
          new OkHttpClient()
              .newCall(new Request.Builder().url(url.toString()).build())
              .execute()
              .close();
      case GOOGLE_HTTP_CLIENT ->
          new NetHttpTransport()
              .createRequestFactory()
              .buildGetRequest(new GenericUrl(url))
              .execute()
              .disconnect();
      case GOOGLE_AUTH_JAVA -> ComputeEngineCredentials.create().refreshAccessToken();
      case CURL,
          WGET,
          GIT,
          PYTHON_URLLIB,
          PYTHON_REQUESTS,
          NODE_GAXIOS,
          NODE_FETCH,
          NODE_24_FETCH,
          GO ->
          throw new IllegalArgumentException("no client of Java's: " + tool);
    }
  }
}
