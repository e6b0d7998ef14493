package preflight.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as git holds it against the URLs between {@code http.} and a key (git-config, {@code
 * http.<url>.*}).
 *
 * @param scheme in lower case
 * @param user without a password
 * @param host in lower case, an IPv6 literal in brackets; in a pattern a label may be {@code *}
 * @param port the scheme's default filled in
 * @param rest path and query, which begin with a slash
 */
record GitUrl(String scheme, Optional<String> user, String host, OptionalInt port, String rest) {

  /** How closely a pattern fits; of two, the longer host wins, then the longer path. */
  record Fit(int host, int path, boolean user) implements Comparable<Fit> {

    /** That of a setting without any URL. */
    static final Fit GENERAL = new Fit(0, 0, false);

    @Override
    public int compareTo(Fit other) {
      int hosts = Integer.compare(host, other.host);
      int paths = Integer.compare(path, other.path);
      return hosts != 0 ? hosts : paths != 0 ? paths : Boolean.compare(user, other.user);
    }
  }

  private static final Pattern URL =
      Pattern.compile(
          "(?s)([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/?#@:]*)(?::[^/?#@]*)?@)?"
              + "([\\w.\\[:\\]*-]+?)(?::0*(\\d{0,5}))?([/?#].*)?");

  /** Empty for what git takes for no URL; it then matches nothing. */
  static Optional<GitUrl> of(String text) {
    return Optional.of(URL.matcher(text)).filter(Matcher::matches).map(GitUrl::of);
  }

  private static GitUrl of(Matcher url) {
    String scheme = url.group(1).toLowerCase(Locale.ROOT);
    String port = Optional.ofNullable(url.group(4)).orElse("");
    String rest = Optional.ofNullable(url.group(5)).orElse("");
    return new GitUrl(
        scheme,
        Optional.ofNullable(url.group(2)),
        url.group(3).toLowerCase(Locale.ROOT),
        port.isEmpty() ? usualPort(scheme) : OptionalInt.of(Integer.parseInt(port)),
        rest.startsWith("/") ? rest : "/" + rest);
  }

  /** How closely this pattern fits the URL that is asked for; empty where it does not. */
  Optional<Fit> fit(GitUrl asked) {
    String folder = rest.endsWith("/") ? rest : rest + "/";
    boolean fits =
        scheme.equals(asked.scheme)
            && (user.isEmpty() || user.equals(asked.user))
            && hostFits(asked)
            && port.equals(asked.port)
            && (asked.rest + "/").startsWith(folder);
    return fits
        ? Optional.of(new Fit(host.length(), folder.length(), user.isPresent()))
        : Optional.empty();
  }

  private boolean hostFits(GitUrl asked) {
    List<String> labels = labels(host);
    List<String> askedLabels = labels(asked.host);
    if (labels.size() != askedLabels.size()) {
      return false;
    }
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.get(i).equals("*") && !labels.get(i).equals(askedLabels.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> labels(String host) {
    return List.of(host.replaceFirst("\\.$", "").split("\\.", -1));
  }

  private static OptionalInt usualPort(String scheme) {
    return switch (scheme) {
      case "http" -> OptionalInt.of(80);
      case "https" -> OptionalInt.of(443);
      default -> OptionalInt.empty();
    };
  }
}
