package preflight.interception;

import java.net.URI;
import java.util.Optional;
import preflight.observation.HttpAnswer;

/**
 * An answer with what decides how it is read: its channel, its request, and its document.
 *
 * @param asked what was asked for, where the caller knows it
 * @param document the body, where it is a document of HTML
 */
record AnswerInContext(
    HttpAnswer answer, Channel channel, Optional<Asked> asked, Optional<HtmlDocument> document) {

  static AnswerInContext of(HttpAnswer answer, Channel channel, Optional<Asked> asked) {
    return new AnswerInContext(answer, channel, asked, HtmlDocument.of(answer));
  }

  /** The URL that was asked for, where the caller knows it. */
  Optional<URI> requested() {
    return asked.map(Asked::url);
  }

  /** Whether the status is of one hundred, for example {@code 2} for 200 to 299. */
  boolean statusClass(int hundred) {
    return answer.status() / 100 == hundred;
  }
}
