package preflight.probe;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import preflight.interception.Channel;
import preflight.observation.Observation;
import preflight.observation.Stage;
import preflight.plan.Target;
import preflight.route.Route;

/**
 * A connection over which a service can be asked.
 *
 * @param dialled what lies at the bottom
 * @param channel how the answers come here
 * @param below what was seen until it was there
 */
record ServiceConnection(
    Socket dialled, HttpConnection http, Channel channel, List<Observation> below)
    implements AutoCloseable {

  ServiceConnection {
    below = List.copyOf(below);
  }

  /** Over {@code socket}, which is TLS over the dialled one, or the same. */
  static ServiceConnection over(
      Socket dialled, Socket socket, Route route, Channel channel, HttpConnection.Redial redial)
      throws IOException {
    HttpConnection http = new HttpConnection(socket, route instanceof Route.Forward, redial);
    return new ServiceConnection(dialled, http, channel, List.of());
  }

  /** The same connection, after an attempt that has seen all this. */
  ServiceConnection after(List<Observation> seen) {
    return new ServiceConnection(
        dialled,
        http,
        channel,
        seen.stream().filter(one -> one.stage().compareTo(Stage.HTTP) < 0).toList());
  }

  /** Asks what the check wants to know. */
  List<Observation> converse(CheckPlan check, AttemptScope scope) {
    http.startAttempt();
    Conversation conversation = new Conversation(check, http, scope, channel);
    return check.target().kind() == Target.Kind.METADATA
        ? MetadataQuestions.ask(conversation)
        : ServiceQuestions.ask(conversation);
  }

  /** Whether another question can be asked over it, as far as can be known. */
  boolean usable() {
    return http.usable();
  }

  /** At once: TLS would wait until the peer has closed its side too. */
  @Override
  public void close() {
    AttemptScope.closeQuietly(dialled);
    http.close();
  }
}
