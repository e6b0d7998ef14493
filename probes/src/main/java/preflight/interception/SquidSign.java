package preflight.interception;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The signs that Squid itself wrote an answer, with the weight of each.
 *
 * <p>They are independent: an administrator can take any of them away and the others stand. None
 * depends on the page's language. In the header, one sign can be enough, because a forwarded answer
 * keeps its origin's fields; in a body, which anybody can quote, it takes two.
 */
enum SquidSign {
  X_SQUID_ERROR(100, field("X-Squid-Error", ".+")),
  SERVER(60, field("Server", "squid(?:/[\\w.\\-]+)?")),
  /** No cache lookup was made: denied, or generated. Up to Squid 5, built with cache digests. */
  X_CACHE_LOOKUP_NONE(40, field("X-Cache-Lookup", "NONE(?:_NONE)? from .+")),
  /** The realm that Squid asks for unless its administrator chose another. */
  REALM(40, field("Proxy-Authenticate", "\\w+ realm=\"Squid proxy-caching web server\".*")),
  MIME_VERSION(15, field("Mime-Version", "1\\.0")),
  ONLY_ITS_FIELDS(
      25,
      "no header field of an origin's, and the two that every answer of Squid's own starts with",
      SquidAnswer::onlySquidsFields),
  /** A forwarded answer says so, too; one that has nothing of an origin's was not forwarded. */
  VIA(
      20,
      "Via names Squid, and no origin",
      squid -> squid.onlySquidsFields() && squid.namesSquidOnItsWay()),
  /** Denied before any lookup; a forwarded answer's has parameters. Since Squid 6. */
  CACHE_STATUS_BARE(10, field("Cache-Status", "[\\w.\\-]+")),
  CONTENT_TYPE(5, field("Content-Type", Pattern.quote(SquidAnswer.CONTENT_TYPE))),
  LANGUAGE_NEGOTIATED(
      5,
      "Vary: Accept-Language, with Content-Language",
      squid ->
          squid.answer().header("Vary").filter("Accept-Language"::equals).isPresent()
              && squid.answer().header("Content-Language").isPresent()),

  BODY_ID(50, page("the page's body tag carries Squid's error id", p -> p.bodyId().isPresent())),
  CLOSING_COMMENT(50, page("the page ends with Squid's error id", p -> p.closingId().isPresent())),
  MAIL_SUBJECT(
      50,
      page("the page's mail link has Squid's subject CacheErrorInfo", p -> p.mailId().isPresent())),
  COPYRIGHT(
      45,
      page(
          "the page's head has the copyright of The Squid Software Foundation",
          p ->
              p.headHas("<meta type=\"copyright\"") && p.headHas("The Squid Software Foundation"))),
  STYLESHEET(
      40,
      page(
          "the page's style is Squid's error style sheet",
          p -> p.headHas("Stylesheet for Squid Error pages"))),
  FOOTER_SOFTWARE(
      40,
      page(
          "the page's footer is signed by Squid",
          p ->
              p.software()
                  .filter(Pattern.compile("(?i)squid(?:/.*)?").asMatchPredicate())
                  .isPresent())),
  LANGUAGE_STYLE(
      30,
      page(
          "the page's style has Squid's lines for Persian and Hebrew",
          p ->
              p.headHas(":lang(fa) { direction: rtl; font-size: 100%; font-family: Tahoma, Roya,")
                  && p.headHas(":lang(he) { direction: rtl; }"))),
  ICON(
      30,
      page(
          "the page's style has Squid's icon",
          p ->
              p.headHas("/squid-internal-static/icons/SN.png")
                  || p.headHas("squid-cache.org/Artwork/SN.png"))),
  FRESH_FOOTER(
      20,
      "the page's footer carries the time of the answer",
      squid -> squid.age().filter(age -> age.compareTo(Duration.ofSeconds(2)) <= 0).isPresent()),
  FOOTER(
      15,
      page(
          "the page's footer has a time, a host and a software, as Squid's has",
          p -> p.generatedAt().isPresent() && p.software().isPresent())),
  /** Up to the style, the templates are the same in every language. */
  OPENING(
      15,
      page(
          "the page opens as Squid's do",
          p ->
              p.document()
                  .head()
                  .startsWith(
                      "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\""
                          + " \"http://www.w3.org/TR/html4/strict.dtd\">\n<html><head>\n<meta "))),
  LAYOUT(
      10,
      page(
          "the page has Squid's layout",
          p -> p.bodyHas("<div id=\"titles\">", "<div id=\"content\">"))),
  ENGLISH_TITLE(
      10,
      page(
          "the page has Squid's title",
          p -> p.document().title().equals("ERROR: The requested URL could not be retrieved"))),
  ASKED_URL(
      10,
      "the page is about the host that was asked for",
      squid -> squid.aboutTheRequest().orElse(false));

  private final int weight;

  @SuppressWarnings("ImmutableEnumChecker") // a pure function
  private final Function<SquidAnswer, Optional<String>> words;

  SquidSign(int weight, Function<SquidAnswer, Optional<String>> words) {
    this.weight = weight;
    this.words = words;
  }

  SquidSign(int weight, String words, Predicate<SquidAnswer> present) {
    this(weight, squid -> present.test(squid) ? Optional.of(words) : Optional.empty());
  }

  int weight() {
    return weight;
  }

  /** The sign in words, where {@code squid} shows it. */
  Optional<String> in(SquidAnswer squid) {
    return words.apply(squid);
  }

  /** Whether it is enough alone: the answer's header names its author. */
  boolean conclusive() {
    return weight >= SquidDetector.THRESHOLD;
  }

  private static Function<SquidAnswer, Optional<String>> field(String name, String regex) {
    Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    return squid ->
        squid.answer().all(name).stream()
            .filter(value -> pattern.matcher(value).matches())
            .map(value -> Printable.field(name, value))
            .findFirst();
  }

  private static Function<SquidAnswer, Optional<String>> page(
      String words, Predicate<SquidPage> present) {
    return squid -> squid.page().filter(present).map(page -> words);
  }
}
