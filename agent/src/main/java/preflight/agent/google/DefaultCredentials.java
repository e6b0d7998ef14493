package preflight.agent.google;

import java.io.IOException;

/** The application default credentials, wherever Google's library finds them. */
public interface DefaultCredentials {

  /** Gives the credential of a request. */
  @FunctionalInterface
  interface Token {
    /** A token that is still valid; a secret. */
    String value() throws IOException;
  }

  /** Tokens for that scope; throws where there are no credentials. */
  Token scoped(String scope) throws IOException;
}
