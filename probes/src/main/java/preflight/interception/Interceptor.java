package preflight.interception;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way in which a product gives away that it answered itself: all of its marks together.
 *
 * @param product its name, for people
 * @param ask whom to ask about it
 * @param channels where the marks mean that; elsewhere a genuine service may show them
 * @param marks a row without marks shows nothing
 */
record Interceptor(String product, String ask, Set<Channel> channels, List<Mark> marks) {

  Interceptor {
    if (product.isBlank() || ask.isBlank()) {
      throw new IllegalArgumentException("a sign stands below a product and whom to ask about it");
    }
    channels = Set.copyOf(channels);
    marks = List.copyOf(marks);
  }

  /** A row whose marks are still to come; {@code where} is a word of the table's. */
  static Interceptor where(String product, String ask, String where) {
    return switch (where) {
      case "anywhere" -> new Interceptor(product, ask, EnumSet.allOf(Channel.class), List.of());
      case "outside-tls" ->
          new Interceptor(
              product, ask, EnumSet.complementOf(EnumSet.of(Channel.VERIFIED_TLS)), List.of());
      case "asked-proxy" ->
          new Interceptor(
              product,
              ask,
              EnumSet.of(Channel.CONNECT, Channel.FORWARDED),
              List.of(Mark.notPassedOn()));
      default -> throw new IllegalArgumentException(where + " is no place of a sign");
    };
  }

  /** The same row with one mark more. */
  Interceptor with(Mark mark) {
    List<Mark> more = new ArrayList<>(marks);
    more.add(mark);
    return new Interceptor(product, ask, channels, more);
  }

  Intermediary intermediary() {
    return Intermediary.named(product).administeredBy(ask);
  }

  /** Every mark in words, where all of them are there. */
  Optional<List<String>> signs(AnswerInContext context) {
    if (marks.isEmpty() || !channels.contains(context.channel())) {
      return Optional.empty();
    }
    List<String> signs = new ArrayList<>();
    for (Mark mark : marks) {
      Optional<String> words = mark.in(context);
      if (words.isEmpty()) {
        return Optional.empty();
      }
      signs.add(words.get());
    }
    return Optional.of(signs);
  }
}
