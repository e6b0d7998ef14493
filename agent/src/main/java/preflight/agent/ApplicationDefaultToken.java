package preflight.agent;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.List;

/**
 * A token of the application default credentials. The only class that needs Google's library: no
 * other command loads it.
 */
final class ApplicationDefaultToken implements LoggingApi.Token {

  private static final List<String> SCOPES =
      List.of("https://www.googleapis.com/auth/logging.read");

  private final GoogleCredentials credentials;

  private ApplicationDefaultToken(GoogleCredentials credentials) {
    this.credentials = credentials;
  }

  static ApplicationDefaultToken find() throws IOException {
    return new ApplicationDefaultToken(
        GoogleCredentials.getApplicationDefault().createScoped(SCOPES));
  }

  @Override
  public String value() throws IOException {
    credentials.refreshIfExpired();
    AccessToken token = credentials.getAccessToken();
    if (token == null) {
      throw new IOException("the application default credentials give no token");
    }
    return token.getTokenValue();
  }
}
