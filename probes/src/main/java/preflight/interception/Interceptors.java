package preflight.interception;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The products other than Squid that answer instead of the one who was asked: a table of data. */
final class Interceptors {

  private static final String TABLE = "interceptors.txt";

  private static final List<Interceptor> ALL = InterceptorTable.parse(text());

  private Interceptors() {}

  /** The first row whose marks are all there. */
  static Optional<Interception.Interfering> detect(AnswerInContext context) {
    for (Interceptor row : ALL) {
      Optional<List<String>> signs = row.signs(context);
      if (signs.isPresent()) {
        return Optional.of(new Interception.Interfering(row.intermediary(), signs.get()));
      }
    }
    return Optional.empty();
  }

  static String text() {
    try (InputStream table = Interceptors.class.getResourceAsStream(TABLE)) {
      return new String(
          Objects.requireNonNull(table, TABLE).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
