package preflight.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A mapping of a YAML file, whose complaints name the file and the key.
 *
 * @param place the file, and the keys that lead here
 * @param entries in the file's order; a null is a key that its base has and this one has not
 */
record Tree(String place, Map<String, Optional<Object>> entries) {

  static Tree of(Path file) {
    try {
      var settings = LoadSettings.builder().setLabel(file.toString()).build();
      return of(file.toString(), new Load(settings).loadFromString(Files.readString(file, UTF_8)));
    } catch (IOException | YamlEngineException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Tree of(String place, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(place + " is no mapping");
    }
    Map<String, Optional<Object>> entries = new LinkedHashMap<>();
    map.forEach((key, held) -> entries.put(String.valueOf(key), Optional.ofNullable(held)));
    return new Tree(place, entries);
  }

  /** This with {@code over} laid over it: mappings are merged, null removes, all else replaces. */
  Tree under(Tree over) {
    Map<String, Optional<Object>> merged = new LinkedHashMap<>(entries);
    over.entries.forEach((key, value) -> {
      Optional<Object> below = merged.getOrDefault(key, Optional.empty());
      boolean both = isMapping(below) && isMapping(value);
      merged.put(key, both ? Optional.of(tree(key).under(over.tree(key)).plain()) : value);
    });
    return new Tree(over.place, merged);
  }

  private static boolean isMapping(Optional<Object> value) {
    return value.filter(Map.class::isInstance).isPresent();
  }

  private Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    entries.forEach((key, value) -> plain.put(key, value.orElse(null)));
    return plain;
  }

  /** Fails where there is a key that nothing reads. */
  Tree only(String... keys) {
    Set<String> known = Set.of(keys);
    for (String key : entries.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException("%s: unknown key '%s'".formatted(place, key));
      }
    }
    return this;
  }

  /** The mapping under {@code key}; empty where there is none. */
  Tree tree(String key) {
    String at = place + ": " + key;
    return value(key).map(value -> of(at, value)).orElse(new Tree(at, Map.of()));
  }

  /** Every mapping in the list under {@code key}. */
  List<Tree> trees(String key) {
    return list(key).stream().map(value -> of(place + ": " + key, value)).toList();
  }

  /** The mappings under the keys of this one, without those that are null. */
  Map<String, Tree> children() {
    Map<String, Tree> children = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> value.ifPresent(held -> children.put(key, of(place + ": " + key, held))));
    return children;
  }

  Optional<String> text(String key) {
    return value(key).map(String::valueOf);
  }

  String require(String key) {
    return text(key)
        .orElseThrow(() -> new IllegalArgumentException("%s lacks '%s'".formatted(place, key)));
  }

  /** The texts of the list under {@code key}, or the one text that stands there. */
  List<String> texts(String key) {
    return list(key).stream().map(String::valueOf).toList();
  }

  /** The keys whose value is a text, with it. */
  Map<String, String> textByKey() {
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach((key, value) -> value.ifPresent(held -> texts.put(key, held.toString())));
    return texts;
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  private Optional<Object> value(String key) {
    return entries.getOrDefault(key, Optional.empty());
  }

  private List<Object> list(String key) {
    return value(key)
        .<List<Object>>map(
            value -> value instanceof Collection<?> many ? new ArrayList<>(many) : List.of(value))
        .orElse(List.of());
  }
}
