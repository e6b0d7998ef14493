package preflight.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the texts that lie beside these classes in the library. */
final class Resource {

  private Resource() {}

  /** The text of a file beside this class; a library without it is broken. */
  static String text(String name) {
    try (InputStream text = Resource.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("preflight/report/" + name + " is missing in the library");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
