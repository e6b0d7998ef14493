package preflight.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import preflight.observation.NameserverAnswer;
import preflight.observation.NameserverAnswer.Reply;

/** Asks each nameserver itself why a lookup failed. It explains; the system resolver decides. */
final class Nameservers {

  /** A nameserver of the same cloud answers in milliseconds. */
  static final Duration CAP = Duration.ofSeconds(2);

  private final ResolvConf configuration;
  private final int port;
  private final Executor threads;
  private final LongSupplier nanoTime;

  Nameservers(ResolvConf configuration, int port, Executor threads, LongSupplier nanoTime) {
    this.configuration = configuration;
    this.port = port;
    this.threads = threads;
    this.nanoTime = nanoTime;
  }

  /**
   * Every nameserver's answer to every name that the resolver asks for; all asked at once. Nobody
   * is asked for what can be no name.
   */
  List<NameserverAnswer> explain(String host, Duration patience) {
    Duration timeout = patience.compareTo(CAP) < 0 ? patience : CAP;
    List<CompletableFuture<NameserverAnswer>> asked =
        configuration.questions(host).stream()
            .filter(Nameservers::isName)
            .flatMap(question ->
                configuration.nameservers().stream()
                    .map(server ->
                        CompletableFuture.supplyAsync(
                            () -> ask(server, question, timeout), threads)))
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private static boolean isName(String question) {
    try {
      return Name.fromString(question).isAbsolute();
    } catch (TextParseException tooLong) {
      return false;
    }
  }

  private NameserverAnswer ask(String server, String question, Duration timeout) {
    long start = nanoTime.getAsLong();
    Reply reply = reply(server, question, timeout);
    return new NameserverAnswer(
        server, question, reply, Duration.ofNanos(nanoTime.getAsLong() - start));
  }

  private Reply reply(String server, String question, Duration timeout) {
    try {
      SimpleResolver resolver = new SimpleResolver(new InetSocketAddress(server, port));
      resolver.setTimeout(timeout);
      Message query =
          Message.newQuery(Record.newRecord(Name.fromString(question), Type.A, DClass.IN));
      return reply(resolver.send(query));
    } catch (TextParseException notAName) {
      return Reply.OTHER;
    } catch (SocketException | java.nio.channels.UnresolvedAddressException portUnreachable) {
      return Reply.UNREACHABLE;
    } catch (IOException timedOut) {
      return timedOut.getCause() instanceof SocketException ? Reply.UNREACHABLE : Reply.SILENT;
    }
  }

  private static Reply reply(Message answer) {
    return switch (answer.getRcode()) {
      case Rcode.NOERROR ->
          answer.getSection(Section.ANSWER).stream().anyMatch(r -> r.getType() == Type.A)
              ? Reply.NOERROR
              : Reply.NODATA;
      case Rcode.NXDOMAIN -> Reply.NXDOMAIN;
      case Rcode.SERVFAIL -> Reply.SERVFAIL;
      case Rcode.REFUSED -> Reply.REFUSED;
      default -> Reply.OTHER;
    };
  }
}
