package preflight.world;

import java.net.InetAddress;
import java.util.List;

/** What a nameserver has to say about a name. */
public sealed interface DnsReply {

  /** The name has these addresses; a question for another type gets an answer without records. */
  record Addresses(List<InetAddress> addresses) implements DnsReply {
    public Addresses {
      addresses = List.copyOf(addresses);
    }
  }

  /** The nameserver answers with an error. */
  enum Rcode implements DnsReply {
    /** It could not find out. */
    SERVFAIL(2),
    /** There is no such name. */
    NXDOMAIN(3),
    /** It does not answer this client. */
    REFUSED(5);

    private final int number;

    Rcode(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** The nameserver never answers. */
  record Silence() implements DnsReply {}

  /** The reply that gives these addresses. */
  static Addresses addresses(InetAddress... addresses) {
    return new Addresses(List.of(addresses));
  }
}
