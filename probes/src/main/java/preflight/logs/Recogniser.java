package preflight.logs;

import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the signatures in a text. */
final class Recogniser {

  /** More of one signature in one passage tell nothing new. */
  private static final int ENOUGH = 20;

  private static final int LONGEST_TRACE = 300;

  private static final Pattern WITHIN_TRACE =
      Pattern.compile("\\s+(?:at |\\.\\.\\. \\d|Suppressed: )|Caused by: ");

  /** Knows every signature of the table. */
  static final Recogniser KNOWN = new Recogniser(Signature.ALL, Judge.EVENTS);

  private final List<Signature> signatures;
  private final List<BitSet> piecesOf;
  private final PieceScanner scanner;

  Recogniser(List<Signature> signatures, List<String> more) {
    this.signatures = signatures;
    Map<String, Integer> pieces = new HashMap<>();
    List<String> ordered = new ArrayList<>();
    this.piecesOf =
        signatures.stream().map(signature -> indices(signature.pieces(), pieces, ordered)).toList();
    indices(more, pieces, ordered);
    this.scanner = new PieceScanner(ordered);
  }

  private static BitSet indices(
      List<String> wanted, Map<String, Integer> known, List<String> ordered) {
    var set = new BitSet();
    for (String piece : wanted) {
      set.set(
          known.computeIfAbsent(
              piece,
              fresh -> {
                ordered.add(fresh);
                return ordered.size() - 1;
              }));
    }
    return set;
  }

  /** Where bytes are worth reading: the first piece of any signature; -1 where none is. */
  int nextSuspicious(byte[] bytes, int from, int to) {
    return scanner.next(bytes, from, to);
  }

  /** Everything that the text shows, in its order; what two signatures claim is the upper one's. */
  List<Sighting> sightings(String text) {
    return sightings(text, signature -> true);
  }

  /** What those signatures find that reach over several lines. */
  List<Sighting> sightingsOverLines(String text) {
    return sightings(text, Signature::spansLines);
  }

  private List<Sighting> sightings(String text, Predicate<Signature> which) {
    List<Stretch> lines = suspiciousLines(text);
    var pieces = new BitSet();
    lines.forEach(line -> pieces.or(line.pieces()));
    List<Stretch> whole = List.of(new Stretch(0, text.length(), pieces));
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < signatures.size(); i++) {
      Signature signature = signatures.get(i);
      if (piecesOf.get(i).intersects(pieces) && which.test(signature)) {
        find(signature, piecesOf.get(i), text, signature.withinLine() ? lines : whole, sightings);
      }
    }
    sightings.removeIf(sighting -> sighting.causes().isEmpty());
    sightings.sort(Comparator.comparingInt(Sighting::from));
    return sightings;
  }

  /** Where in a text to look for what has one of these pieces. */
  private record Stretch(int from, int to, BitSet pieces) {}

  private List<Stretch> suspiciousLines(String text) {
    List<Stretch> lines = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      BitSet pieces = scanner.pieces(text.substring(from, to));
      if (!pieces.isEmpty()) {
        lines.add(new Stretch(from, to, pieces));
      }
      from = to + 1;
    }
    return lines;
  }

  private static void find(
      Signature signature,
      BitSet pieces,
      String text,
      List<Stretch> where,
      List<Sighting> sightings) {
    try {
      Matcher matcher = signature.pattern().matcher(new BudgetedText(text));
      int found = 0;
      for (Stretch stretch : where) {
        if (!stretch.pieces().intersects(pieces)) {
          continue;
        }
        matcher.region(stretch.from(), stretch.to());
        while (found < ENOUGH && matcher.find()) {
          found++;
          sighting(signature, text, matcher)
              .filter(fresh -> sightings.stream().noneMatch(fresh::overlaps))
              .ifPresent(sightings::add);
        }
      }
    } catch (BudgetedText.Exhausted | StackOverflowError tooMuch) {
      return; // A text made to keep the matcher busy: this signature says nothing about it.
    }
  }

  private static Optional<Sighting> sighting(Signature signature, String text, Matcher matcher) {
    Optional<Integer> status =
        group(matcher, "status")
            .or(() -> group(matcher, "status2"))
            .map(Integer::valueOf)
            .or(() -> group(matcher, "reason").flatMap(Statuses::code));
    Optional<URI> url = group(matcher, "url").flatMap(Recogniser::uri);
    Optional<Symptom> shows =
        (status.isEmpty()
                ? Optional.of(signature.shows())
                : Statuses.symptom(signature.shows(), status.get(), url.map(URI::getScheme)))
            .flatMap(Symptom::named);
    return shows.map(known -> {
      Optional<String> host = group(matcher, "host").or(() -> group(matcher, "host2"));
      Optional<Integer> port =
          group(matcher, "port").or(() -> group(matcher, "port2")).flatMap(Recogniser::number);
      Optional<String> dialled = host.or(() -> group(matcher, "address"));
      Optional<String> page =
          known.page() ? ErrorPage.url(text, matcher.start()) : Optional.empty();
      Optional<URI> wanted = url.or(() -> page.flatMap(Recogniser::uri));
      String whole = known.page() ? text : line(text, matcher.start(), matcher.end());
      if (wanted.isEmpty() && dialled.isEmpty()) {
        whole = whole + traceHead(text, matcher.start());
      }
      Way way = Way.of(page.orElse(whole), wanted, dialled, port);
      Optional<String> address = group(matcher, "address").filter(name -> !name.matches("[\\d.]+"));
      boolean proxied =
          signature.proxied()
              || group(matcher, "proxy").isPresent()
              || (host.isPresent() && address.isPresent() && !host.equals(address));
      Way went = proxied && way != Way.METADATA ? Way.PROXIED : way;
      // Of a proxy that could not be reached, it is the proxy that has to be looked at.
      boolean proxys = went == Way.PROXIED && dialled.isPresent() && known.decider().asksOneHop();
      Optional<String> asked = wanted.map(URI::getHost).filter(name -> !proxys);
      return new Sighting(
          signature.tool(),
          known,
          went,
          asked.or(() -> dialled),
          asked.isPresent() ? wanted.map(Recogniser::port) : port,
          matcher.start(),
          matcher.end());
    });
  }

  private static int port(URI url) {
    int usual = "http".equals(url.getScheme()) ? 80 : 443;
    return url.getPort() < 0 ? usual : url.getPort();
  }

  private static Optional<String> group(Matcher matcher, String name) {
    if (!matcher.namedGroups().containsKey(name)) {
      return Optional.empty();
    }
    @Nullable String value = matcher.group(name);
    return Optional.ofNullable(value);
  }

  /** A port's number; a line that only looks like a tool's may have any digits there. */
  private static Optional<Integer> number(String digits) {
    return Optional.of(digits).filter(port -> port.length() <= 5).map(Integer::valueOf);
  }

  private static Optional<URI> uri(String url) {
    try {
      URI uri = URI.create(url.replaceFirst("[?#].*", ""));
      return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /**
   * The line that a Java trace begins with, where the place is on one of its causes; else empty.
   */
  private static String traceHead(String text, int at) {
    int start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    if (!text.startsWith("Caused by: ", start)) {
      return "";
    }
    for (int lines = 0; start > 0 && lines < LONGEST_TRACE; lines++) {
      int previous = text.lastIndexOf('\n', start - 2) + 1;
      String line = text.substring(previous, start - 1);
      if (!WITHIN_TRACE.matcher(line).lookingAt()) {
        return "\n" + line;
      }
      start = previous;
    }
    return "";
  }

  /** The lines that the words stand on. */
  private static String line(String text, int from, int to) {
    int start = text.lastIndexOf('\n', Math.max(0, from - 1)) + 1;
    int end = text.indexOf('\n', to);
    int last = end < 0 ? text.length() : end;
    return text.substring(Math.min(start, from), Math.min(last, from + 4000));
  }
}
