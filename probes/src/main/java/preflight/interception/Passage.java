package preflight.interception;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import preflight.observation.Header;

/**
 * The traces that somebody leaves who passes a genuine answer on.
 *
 * <p>Content delivery networks leave the same ones on the service's side; theirs are not counted.
 * Inside verified TLS nobody on the way can write a header, so that only the traces of products
 * that inspect TLS count there.
 */
final class Passage {

  private static final List<String> FIELDS =
      Stream.concat(Mark.PASSED_ON.stream(), Stream.of("Proxy-Agent", "X-IWSaaS-Via")).toList();

  private static final Pattern DELIVERY_NETWORK =
      Pattern.compile(
          "cloudfront|varnish|fastly|akamai|cloudflare|\\bgoogle\\b|vegur|azureedge"
              + "|\\bcache-[a-z]{3}\\b|^(?:hit|miss|error|tcp_\\w+)$",
          Pattern.CASE_INSENSITIVE);

  /** {@code 1.1 HOST (PRODUCT/VERSION)}: RFC 9110, section 7.6.3, with its comment. */
  private static final Pattern VIA =
      Pattern.compile("\\S{1,20} ([^\\s,]{1,255}) \\(([\\w.\\- ]{1,60})(?:/([\\w.\\-]{1,40}))?\\)");

  /** A product that says nothing but its name, and perhaps its version. */
  private static final Pattern AGENT =
      Pattern.compile("([\\w.\\-]{1,60})(?:/([\\w.\\-]{1,40}))?.*");

  private static final Pattern INSPECTS_TLS =
      Pattern.compile("squid|cisco-wsa|http_scan_byf|iws|mwg|proxysg", Pattern.CASE_INSENSITIVE);

  /** More traces than a chain of proxies leaves. */
  private static final int ENOUGH = 16;

  private Passage() {}

  /** Who passed the answer on, where anybody says so. */
  static Optional<Interception.Benign> detect(AnswerInContext context) {
    List<Header> traces =
        FIELDS.stream()
            .flatMap(
                name -> context.answer().all(name).stream().flatMap(list -> members(name, list)))
            .filter(trace -> !DELIVERY_NETWORK.matcher(trace.value()).find())
            .filter(trace ->
                context.channel() != Channel.VERIFIED_TLS
                    || INSPECTS_TLS.matcher(trace.value()).find())
            .limit(ENOUGH)
            .toList();
    return traces.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Interception.Benign(
                passer(traces),
                traces.stream()
                    .map(trace -> Printable.field(trace.name(), trace.value()))
                    .toList()));
  }

  /** Every one on the way adds a member to a list (RFC 9110, section 5.6.1). */
  private static Stream<Header> members(String name, String list) {
    return Arrays.stream(list.split(",", ENOUGH))
        .map(String::strip)
        .filter(member -> !member.isEmpty())
        .map(member -> new Header(name, member));
  }

  private static Intermediary passer(List<Header> traces) {
    for (Header trace : traces) {
      Matcher via = VIA.matcher(trace.value());
      if (trace.name().equals("Via") && via.find()) {
        return named(via.group(2), Optional.of(via.group(1)), via.group(3));
      }
      Matcher agent = AGENT.matcher(trace.value());
      if (trace.name().equals("Proxy-Agent") && agent.matches()) {
        return named(agent.group(1), Optional.empty(), agent.group(2));
      }
    }
    return Intermediary.named("proxy");
  }

  private static Intermediary named(
      String product, Optional<String> host, @Nullable String version) {
    return new Intermediary(
        product.equalsIgnoreCase("squid") ? "Squid" : product,
        "whoever runs the proxy",
        host.map(Printable::text),
        Optional.ofNullable(version),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
