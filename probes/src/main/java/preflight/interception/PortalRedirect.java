package preflight.interception;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Weighs the signs that a redirect leads to an access portal instead of to where the service moved.
 *
 * <p>Anybody on the way can write a redirect into plain HTTP; inside verified TLS only the service
 * can. Services redirect to other hosts too: to their own domain, or to a login over https or by a
 * protocol of sign-on.
 */
final class PortalRedirect {

  /** Two strong signs, or three of any kind. */
  static final int THRESHOLD = 60;

  /** Loopback, RFC 1918, RFC 6598, RFC 3927; loopback, RFC 4193 and link-local of IPv6. */
  private static final Pattern PRIVATE_ADDRESS =
      Pattern.compile(
          "(?:127|10)\\.[\\d.]+|192\\.168\\.[\\d.]+|172\\.(?:1[6-9]|2\\d|3[01])\\.[\\d.]+"
              + "|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\.[\\d.]+|169\\.254\\.[\\d.]+"
              + "|\\[(?:::1|f[cd][0-9a-f:]+|fe80:[0-9a-f:%]+)\\]");

  private static final Pattern PORTALS_WORDS =
      Pattern.compile(
          "portal|captive|hotspot|splash|guest|wifi|uam|wispr|block|denied|deny|restrict|access"
              + "|auth|login|logon|register|terms");

  /** A gateway tells its portal which client it caught. */
  private static final Pattern CLIENT =
      Pattern.compile(
          "[?&](?:[a-z_]{0,12}mac|client_?(?:ip|addr)|clientaddr|user_?(?:ip|name)?|ip|src|"
              + "uamip|gw_(?:id|address)|wlan[a-z]{1,20}|ssid|magic|nas_?id|called)=");

  /** Where no portal can answer on its own account. */
  private static final Set<Channel> INSIDE =
      Set.of(Channel.VERIFIED_TLS, Channel.INSPECTED_TLS, Channel.CONNECT);

  private PortalRedirect() {}

  /** The portal and its signs, where they weigh enough. */
  static Optional<Interception.Interfering> detect(AnswerInContext context) {
    if (INSIDE.contains(context.channel())) {
      return Optional.empty();
    }
    Optional<Asked> asked = context.asked().filter(known -> known.url().getHost() != null);
    return asked.flatMap(known ->
        Redirect.of(context)
            .filter(redirect -> redirect.leaves(known.url()) && !redirect.signsOn())
            .flatMap(Redirect::url)
            .flatMap(portal -> judged(known, portal)));
  }

  private static Optional<Interception.Interfering> judged(Asked asked, URI portal) {
    String from = Redirect.host(asked.url());
    String to = Redirect.host(portal);
    String said = decoded(portal);
    boolean keepsPath = String.valueOf(asked.url().getRawPath()).equals(portal.getRawPath());
    if (keepsPath && !said.contains(from)) {
      return Optional.empty();
    }
    List<String> signs = new ArrayList<>();
    int weight = 0;
    if (PRIVATE_ADDRESS.matcher(to).matches()
        && !Redirect.ADDRESS.matcher(from).matches()
        && !asked.privately()) {
      weight += 40;
      signs.add("the redirect leads to a private address");
    }
    if (said.contains("http://" + from)) {
      weight += 35;
      signs.add("the redirect carries the URL that was asked for");
    } else if (said.contains(from)) {
      weight += 25;
      signs.add("the redirect carries the name of the host that was asked for");
    }
    if ("http".equals(portal.getScheme())) {
      weight += 20;
      signs.add("the redirect leads to plain HTTP");
    }
    if (portal.getPort() > 0 && portal.getPort() != 80 && portal.getPort() != 443) {
      weight += 15;
      signs.add("the redirect leads to a port of its own");
    }
    if (PORTALS_WORDS.matcher(to + portal.getRawPath()).find()) {
      weight += 10;
      signs.add("the redirect has a portal's words");
    }
    if (CLIENT.matcher(said).find()) {
      weight += 25;
      signs.add("the redirect carries the client's own address or name");
    }
    signs.add("redirect to another host, " + Printable.url(portal.toString()));
    return weight < THRESHOLD
        ? Optional.empty()
        : Optional.of(
            new Interception.Interfering(
                Intermediary.named("captive portal")
                    .administeredBy("whoever runs this network's access portal"),
                signs));
  }

  private static String decoded(URI url) {
    String after = url.toString().substring(url.getScheme().length());
    try {
      return URLDecoder.decode(after, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException malformed) {
      return after.toLowerCase(Locale.ROOT); // a per cent sign that stands for itself
    }
  }
}
