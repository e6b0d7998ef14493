package preflight.google;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import preflight.agent.google.DefaultCredentials;

/** Finds credentials with google-auth: a key file, gcloud's login, or the machine's own account. */
public final class ApplicationDefaultCredentials implements DefaultCredentials {

  @Override
  public Token scoped(String scope) throws IOException {
    GoogleCredentials credentials = GoogleCredentials.getApplicationDefault().createScoped(scope);
    return () -> token(credentials);
  }

  private static String token(GoogleCredentials credentials) throws IOException {
    credentials.refreshIfExpired();
    AccessToken token = credentials.getAccessToken();
    if (token == null) {
      throw new IOException("the application default credentials give no token");
    }
    return token.getTokenValue();
  }
}
