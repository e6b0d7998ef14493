package preflight.plan;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that the workload must be able to reach.
 *
 * @param name what the reader calls it; the kind's label, with a number where a kind repeats
 * @param kind how it is asked, and how it is recognised
 * @param need whether its failure blocks the gate
 * @param uri an absolute http or https URL; {@code tcp://HOST:PORT} for {@link Kind#TCP}, {@code
 *     dns://HOST} for {@link Kind#DNS}, {@code ssh://HOST:PORT} for {@link Kind#SSH}; never with
 *     userinfo
 */
public record Target(String name, Kind kind, Need need, URI uri) {

  /** How a target is asked, and how it is recognised. */
  public enum Kind {
    /** The metadata server: token, email, scopes, project and region. */
    METADATA,
    /** GitHub or GitHub Enterprise over HTTPS. */
    GITHUB,
    /** Jira. */
    JIRA,
    /** Sonatype Nexus Repository. */
    NEXUS,
    /** Any other http or https URL. */
    HTTP,
    /** A name that must resolve. */
    DNS,
    /** A port that must accept a connection. */
    TCP,
    /** A server that must introduce itself as one of SSH. */
    SSH,
    /** One of Google's APIs. */
    GOOGLE,
    /** A URL that answers with the address that it was asked from. */
    EGRESS;

    /** The word used in options, JSON and text, for example {@code github}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a target's failure blocks the gate. */
  public enum Need {
    REQUIRED,
    OPTIONAL
  }

  public Target {
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("a target's URI names a host: " + uri);
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("a target's URI carries no credentials: " + uri.getHost());
    }
  }

  /**
   * What a sentence calls it: a service by its name; by its host what the name does not tell apart
   * ({@code http}, {@code tcp}, {@code jira-2}).
   */
  public String called() {
    return switch (kind) {
      case METADATA, GOOGLE, EGRESS -> name;
      case GITHUB, JIRA, NEXUS -> name.equals(kind.label()) ? name : host();
      case HTTP, DNS, TCP, SSH -> host();
    };
  }

  /** DNS name or address literal, without brackets. */
  public String host() {
    return UriPort.host(uri);
  }

  /** The URI's port, or its scheme's default; 0 for a {@link Kind#DNS} target. */
  public int port() {
    return UriPort.port(uri);
  }

  /** Whether the gate stays closed when this target fails. */
  public boolean required() {
    return need == Need.REQUIRED;
  }

  /**
   * Written out: a record's own is linked at run time, which costs a cold JVM more than all
   * comparisons of a run.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Target target
        && name.equals(target.name)
        && kind == target.kind
        && need == target.need
        && uri.equals(target.uri);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + uri.hashCode();
  }
}
