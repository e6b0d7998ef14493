package preflight.observation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import preflight.route.ProxyAddress;

/** One stage of one attempt: what was seen, kept even where the stage failed. */
public sealed interface Observation {

  /** The step that this is about. */
  Stage stage();

  /** What it came to. */
  Outcome outcome();

  /**
   * The system resolver was asked for a host's addresses (the proxy's host, on a proxied route).
   *
   * @param host the name as asked; an address literal is not looked up
   * @param addresses in the resolver's order; empty where it failed
   * @param nameservers what the nameservers themselves say, asked only where the lookup failed
   * @param ofNoName where a name leads that cannot exist; asked only where what stands at the
   *     addresses failed, and empty where the resolver knows no such name, as it should be
   */
  record NameLookup(
      String host,
      List<InetAddress> addresses,
      List<NameserverAnswer> nameservers,
      List<InetAddress> ofNoName,
      Outcome outcome)
      implements Observation {
    public NameLookup {
      addresses = List.copyOf(addresses);
      nameservers = List.copyOf(nameservers);
      ofNoName = List.copyOf(ofNoName);
    }

    /** A lookup after which no other name was asked. */
    public NameLookup(
        String host,
        List<InetAddress> addresses,
        List<NameserverAnswer> nameservers,
        Outcome outcome) {
      this(host, addresses, nameservers, List.of(), outcome);
    }

    /** The same, after which a name that cannot exist was asked, and led to these. */
    public NameLookup besides(List<InetAddress> leadsTo) {
      return new NameLookup(host, addresses, nameservers, leadsTo, outcome);
    }

    /** Whether it leads where a name leads that cannot exist. */
    public boolean leadsWhereEveryNameLeads() {
      return !addresses.isEmpty() && ofNoName.containsAll(addresses);
    }

    @Override
    public Stage stage() {
      return Stage.DNS;
    }
  }

  /**
   * Every address of the host was dialled; it succeeded where one of them answered.
   *
   * @param dials one an address
   */
  record TcpConnect(List<Dial> dials, Outcome outcome) implements Observation {
    public TcpConnect {
      dials = List.copyOf(dials);
    }

    @Override
    public Stage stage() {
      return Stage.TCP;
    }
  }

  /** One address that was dialled. */
  record Dial(InetSocketAddress remote, Outcome outcome) {}

  /**
   * A proxy was asked for a tunnel.
   *
   * @param proxy whom
   * @param authority the request target, {@code host:port}
   * @param answer what it said, page included, where it spoke HTTP at all
   */
  record TunnelRequest(
      ProxyAddress proxy, String authority, Optional<HttpAnswer> answer, Outcome outcome)
      implements Observation {
    @Override
    public Stage stage() {
      return Stage.PROXY;
    }
  }

  /**
   * A TLS handshake.
   *
   * @param serverName the name that was asked for (SNI) and that the certificate must carry
   * @param peer the chain that was presented, trusted or not, where the handshake came that far
   * @param trials other names at the same address, asked only where it hung up on this one
   */
  record TlsHandshake(
      String serverName, Optional<TlsPeer> peer, List<NameTrial> trials, Outcome outcome)
      implements Observation {
    public TlsHandshake {
      trials = List.copyOf(trials);
    }

    /** A handshake that no other name was tried for. */
    public TlsHandshake(String serverName, Optional<TlsPeer> peer, Outcome outcome) {
      this(serverName, peer, List.of(), outcome);
    }

    @Override
    public Stage stage() {
      return Stage.TLS;
    }
  }

  /**
   * Another name was asked for at an address that had just ended a handshake without a word.
   *
   * @param serverName the name, or empty where none was sent
   * @param outcome succeeded where anything in TLS came back, were it an alert
   */
  record NameTrial(Optional<String> serverName, Outcome outcome) {}

  /**
   * One request and its response. Any response of the service's own succeeds, 5xx excepted; 429
   * does too where it is not a metadata server's.
   *
   * @param url without credentials and query
   * @param answer kept where one came
   */
  record HttpExchange(URI url, Optional<HttpAnswer> answer, Outcome outcome)
      implements Observation {
    @Override
    public Stage stage() {
      return Stage.HTTP;
    }
  }

  /**
   * Whether the answer is positively the service's.
   *
   * @param recognition what it rests on
   * @param marks what was recognised, for people, for example {@code X-GitHub-Request-Id}
   * @param metadata whom a metadata server speaks for, where one answered
   */
  record IdentityCheck(
      Recognition recognition,
      List<String> marks,
      Optional<MetadataIdentity> metadata,
      Outcome outcome)
      implements Observation {
    public IdentityCheck {
      marks = List.copyOf(marks);
    }

    @Override
    public Stage stage() {
      return Stage.IDENTITY;
    }
  }

  /** What an identity rests on. */
  enum Recognition {
    /** The service's own marks in headers or content. */
    CONTENT,
    /** A certificate verified for the name; the content is not recognised. */
    CERTIFICATE,
    /** Nothing is expected of this target: any answer that shows no interception will do. */
    ANY_ANSWER,
    /** Not recognised. */
    NONE
  }
}
