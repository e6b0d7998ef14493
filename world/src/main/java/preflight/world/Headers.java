package preflight.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The header fields of a message, in the order in which they stand on the wire. */
public record Headers(List<Field> fields) {

  /** No field at all. */
  public static final Headers NONE = new Headers(List.of());

  /** One field line. */
  public record Field(String name, String value) {}

  public Headers {
    fields = List.copyOf(fields);
  }

  /** The value of the first field of that name, in whatever case the peer wrote it. */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  Headers with(String name, String value) {
    var longer = new ArrayList<>(fields);
    longer.add(new Field(name, value));
    return new Headers(longer);
  }

  Headers without(List<String> names) {
    return new Headers(
        fields.stream()
            .filter(field -> names.stream().noneMatch(field.name()::equalsIgnoreCase))
            .toList());
  }
}
