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
 * @param channels where the marks mean that; elsewhere a genuine service may show them
 * @param marks never empty
 */
record Interceptor(String product, Set<Channel> channels, List<Mark> marks) {

  /** Marks that nobody but the product shows, inside verified TLS that it inspects as well. */
  static Interceptor anywhere(String product, Mark... marks) {
    return new Interceptor(product, EnumSet.allOf(Channel.class), List.of(marks));
  }

  /** Marks of a product that also stands in front of services: not inside verified TLS. */
  static Interceptor outsideTls(String product, Mark... marks) {
    return new Interceptor(
        product, EnumSet.complementOf(EnumSet.of(Channel.VERIFIED_TLS)), List.of(marks));
  }

  /**
   * Marks that a service behind the same software shows too: only from a proxy that was asked, and
   * that does not say (RFC 9110, section 7.6.3) that it passes somebody's answer on.
   */
  static Interceptor askedProxy(String product, Mark... marks) {
    List<Mark> own = new ArrayList<>(List.of(marks));
    own.add(Mark.without("Via"));
    return new Interceptor(product, EnumSet.of(Channel.CONNECT, Channel.FORWARDED), own);
  }

  /** Every mark in words, where all of them are there. */
  Optional<List<String>> signs(AnswerInContext context) {
    if (!channels.contains(context.channel())) {
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
