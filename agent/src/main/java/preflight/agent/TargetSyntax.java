package preflight.agent;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import preflight.plan.Target;
import preflight.plan.Target.Kind;
import preflight.plan.Target.Need;

/** Reads {@code KIND=VALUE}. A bare host is asked over https; credentials are refused, unechoed. */
final class TargetSyntax {

  private static final Pattern HOST_NAME =
      Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)*)\\.?");

  /** The part of a name below googleapis.com: RFC 1035, section 2.3.1. */
  private static final Pattern SERVICE = Pattern.compile("[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private TargetSyntax() {}

  /** Reads one target; its name is its kind, with the service where that is one of Google's. */
  static Target read(String text, Need need) {
    Kind kind = kind(text);
    URI uri = uri(kind, text.substring(text.indexOf('=') + 1));
    String name =
        kind == Kind.GOOGLE
            ? kind.label() + "-" + uri.getHost().replaceFirst("\\..*", "")
            : kind.label();
    return new Target(name, kind, need, uri);
  }

  /** The kind that a target's text names. */
  private static Kind kind(String text) {
    int equals = text.indexOf('=');
    String word = equals < 0 ? text : text.substring(0, equals);
    List<Kind> kinds =
        Arrays.stream(Kind.values())
            .filter(kind -> kind != Kind.METADATA && kind != Kind.EGRESS)
            .toList();
    for (Kind kind : kinds) {
      if (kind.label().equals(word) && equals >= 0) {
        return kind;
      }
    }
    List<String> labels = kinds.stream().map(Kind::label).toList();
    throw new IllegalArgumentException(
        labels.contains(word)
            ? "'" + word + "' has no value; write " + example(word)
            : "unknown kind of target '"
                + Values.shown(word)
                + "'"
                + Spelling.hint(word, labels)
                + "; kinds are "
                + String.join(", ", labels));
  }

  private static URI uri(Kind kind, String value) {
    return switch (kind) {
      case METADATA -> throw new IllegalArgumentException("metadata takes no value; leave it out");
      case EGRESS -> throw new IllegalArgumentException("egress is asked with --egress-url URL");
      case GITHUB, JIRA, NEXUS, HTTP -> url(kind, value);
      case DNS -> name(value);
      case TCP -> port("tcp", value);
      case SSH -> port("ssh", value.matches(".*[^:]:\\d{1,5}") ? value : value + ":22");
      case GOOGLE -> service(value);
    };
  }

  private static URI url(Kind kind, String value) {
    return url(value, kind.label() + "'s URL", example(kind.label()));
  }

  /**
   * Reads an http or https URL; a bare host means https.
   *
   * @param what how a complaint calls it
   * @param example how it is written
   */
  static URI url(String value, String what, String example) {
    String text = value.contains("://") ? value : "https://" + value;
    if (authority(text).contains("@")) {
      throw new IllegalArgumentException(
          what + " carries credentials; remove what stands before '@', Preflight sends none");
    }
    try {
      URI uri = new URI(lowerScheme(text));
      String scheme = String.valueOf(uri.getScheme());
      boolean portFits = uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65535);
      if (uri.getHost() != null && portFits && (scheme.equals("https") || scheme.equals("http"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, in our own words.
    }
    throw new IllegalArgumentException(
        what + " '" + Values.shown(value) + "' is malformed; write " + example);
  }

  /** What lies between the scheme and whatever ends it (RFC 3986, section 3.2). */
  private static String authority(String url) {
    int start = url.indexOf("://") + 3;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return url.substring(start, end);
  }

  /** Schemes are case-insensitive (RFC 3986, section 3.1); whoever compares them below is not. */
  private static String lowerScheme(String text) {
    int end = text.indexOf("://");
    return text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end);
  }

  private static URI name(String value) {
    return hostUri("dns://" + named(value, example("dns")), value);
  }

  /** A host's name or address, as {@code --control} has it. */
  static String hostName(String value) {
    return hostUri("dns://" + named(value, "storage.googleapis.com"), value).getHost();
  }

  /** A domain; a dot or an asterisk before it says no more. */
  static String domain(String value) {
    return named(value.replaceFirst("^(\\*?\\.)", ""), "corp.example");
  }

  private static String named(String value, String example) {
    if (!HOST_NAME.matcher(value).matches() || value.length() > 254) {
      throw new IllegalArgumentException(
          "'" + Values.shown(value) + "' is no host name; write " + example);
    }
    return value;
  }

  /** {@code storage}, or {@code storage.googleapis.com}. */
  private static URI service(String value) {
    String service = value.replaceFirst("\\.googleapis\\.com$", "");
    if (!SERVICE.matcher(service).matches()) {
      throw new IllegalArgumentException(
          "'"
              + Values.shown(value)
              + "' is no service below googleapis.com; write "
              + example("google")
              + ", and http=URL for any other host");
    }
    return URI.create("https://" + service + ".googleapis.com");
  }

  private static URI port(String scheme, String value) {
    if (!value.matches(".+:\\d{1,5}")) {
      throw new IllegalArgumentException(
          "'" + Values.shown(value) + "' is no HOST:PORT; write " + example(scheme));
    }
    InetSocketAddress remote = Values.hostAndPort(value, 0);
    String host = remote.getHostString();
    return hostUri(
        scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + remote.getPort(),
        value);
  }

  /** java.net.URI finds no host in a name with an underscore, or whose last label is a number. */
  private static URI hostUri(String text, String value) {
    URI uri = URI.create(text);
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "'"
              + Values.shown(value)
              + "' is no host name of letters, digits and hyphens; correct it");
    }
    return uri;
  }

  private static String example(String kind) {
    return switch (kind) {
      case "dns" -> "dns=nexus.corp.example";
      case "tcp" -> "tcp=db.corp.example:5432";
      case "ssh" -> "ssh=git.corp.example or ssh=git.corp.example:7999";
      case "google" -> "google=storage";
      default -> kind + "=https://" + kind + ".corp.example";
    };
  }
}
