package preflight.agent;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cloud Logging refuses a request for good. */
final class LoggingFailure extends IOException {

  private static final long serialVersionUID = 1;

  private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"([^\"]{1,200})");

  LoggingFailure(int status, String body) {
    super("Cloud Logging answers " + status + words(body) + mend(status));
  }

  private static String words(String body) {
    Matcher message = MESSAGE.matcher(body);
    return message.find() ? " (" + message.group(1) + ")" : "";
  }

  private static String mend(int status) {
    return switch (status) {
      case 401 -> "; renew the credentials with 'gcloud auth application-default login'";
      case 403 -> "; the account needs roles/logging.viewer in the project";
      case 404 -> "; check --project";
      default -> "";
    };
  }
}
