package preflight.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import preflight.plan.Container;

/**
 * The resolver's configuration (resolv.conf(5)).
 *
 * @param nameservers addresses, in their order
 * @param search domains that short names are tried under
 * @param ndots how many dots make a name be tried as it stands first
 */
record ResolvConf(List<String> nameservers, List<String> search, int ndots) {

  /** The C libraries ask so many nameservers, and overlook the others (resolv.conf(5)). */
  private static final int MAXNS = 3;

  ResolvConf {
    nameservers = List.copyOf(nameservers);
    search = List.copyOf(search);
  }

  static ResolvConf of(Container container) {
    List<String> nameservers = new ArrayList<>();
    List<String> search = List.of();
    int ndots = 1;
    for (String line : container.text("/etc/resolv.conf").orElse("").lines().toList()) {
      List<String> words = List.of(line.strip().split("\\s+"));
      List<String> values = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "nameserver" -> nameservers.addAll(values.stream().limit(1).toList());
        case "search", "domain" -> search = values; // the last one wins
        case "options" -> ndots = ndots(values, ndots);
        default -> {} // comments, sortlist
      }
    }
    // resolv.conf(5): where the file names none, the name server on the local machine is asked.
    return new ResolvConf(
        nameservers.isEmpty()
            ? List.of("127.0.0.1")
            : nameservers.subList(0, Math.min(nameservers.size(), MAXNS)),
        search,
        ndots);
  }

  /** The fully qualified names that the resolver would ask for, in its order. */
  List<String> questions(String host) {
    if (host.endsWith(".")) {
      return List.of(host);
    }
    Set<String> questions = new LinkedHashSet<>();
    boolean asItStandsFirst = host.chars().filter(c -> c == '.').count() >= ndots;
    if (asItStandsFirst) {
      questions.add(host + ".");
    }
    for (String domain : search) {
      questions.add((host + "." + domain + ".").replaceAll("\\.+", "."));
    }
    questions.add(host + ".");
    return List.copyOf(questions);
  }

  private static int ndots(List<String> options, int otherwise) {
    return options.stream()
        .filter(option -> option.matches("ndots:\\d{1,2}"))
        .map(option -> Integer.valueOf(option.substring("ndots:".length())))
        .reduce(otherwise, (earlier, later) -> later);
  }
}
