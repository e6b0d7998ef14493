package preflight.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A headed block of a table that travels with the library: a line in column one, and under it
 * indented lines of a key and a value.
 */
record Block(String head, Map<String, List<String>> values) {

  /** The blocks of the file {@code name} beside this class; a library without it is broken. */
  static List<Block> read(String name) {
    List<Block> blocks = new ArrayList<>();
    for (String line : text(name).lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(" ")) {
        String[] pair = line.strip().split("\\s+", 2);
        blocks.getLast().values.computeIfAbsent(pair[0], key -> new ArrayList<>()).add(pair[1]);
      } else {
        blocks.add(new Block(line.strip(), new LinkedHashMap<>()));
      }
    }
    return blocks;
  }

  List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  Optional<String> first(String key) {
    return all(key).stream().findFirst();
  }

  private static String text(String name) {
    try (InputStream text = Block.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("preflight/logs/" + name + " is missing in the library");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
