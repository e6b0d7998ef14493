package preflight.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes one line of JSON in UTF-8; every string in it has been made harmless. */
final class JsonLine {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
  private final JsonGenerator json;
  private final int words;

  private JsonLine(int words) throws IOException {
    this.json = FACTORY.createGenerator(bytes);
    this.words = words;
  }

  /** A line of one object; foreign texts in it are cut to {@code words} characters. */
  static byte[] of(int words, Consumer<JsonLine> body) {
    try {
      var line = new JsonLine(words);
      line.json.writeStartObject();
      body.accept(line);
      line.json.writeEndObject();
      line.json.close();
      line.bytes.write('\n');
      return line.bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A text for people: masked, and cut where it is too long. */
  JsonLine words(String name, String text) {
    return write(() -> json.writeStringField(name, shortened(text)));
  }

  /** A value to be used as it stands: never cut. */
  JsonLine text(String name, String value) {
    return write(() -> json.writeStringField(name, SafeText.printable(value)));
  }

  /** A text for people, or null. */
  JsonLine wordsOrNull(String name, Optional<String> text) {
    return text.isPresent() ? words(name, text.get()) : write(() -> json.writeNullField(name));
  }

  JsonLine number(String name, long value) {
    return write(() -> json.writeNumberField(name, value));
  }

  /** A number, or null. */
  JsonLine numberOrNull(String name, Optional<Integer> value) {
    return value.isPresent() ? number(name, value.get()) : write(() -> json.writeNullField(name));
  }

  JsonLine flag(String name, boolean value) {
    return write(() -> json.writeBooleanField(name, value));
  }

  JsonLine object(String name, Runnable body) {
    write(() -> json.writeObjectFieldStart(name));
    body.run();
    return write(json::writeEndObject);
  }

  /** An array of objects. */
  <T> JsonLine objects(String name, Collection<T> items, Consumer<T> body) {
    write(() -> json.writeArrayFieldStart(name));
    for (T item : items) {
      write(json::writeStartObject);
      body.accept(item);
      write(json::writeEndObject);
    }
    return write(json::writeEndArray);
  }

  /** An array of values to be used as they stand. */
  JsonLine texts(String name, Collection<String> values) {
    write(() -> json.writeArrayFieldStart(name));
    values.forEach(value -> write(() -> json.writeString(SafeText.printable(value))));
    return write(json::writeEndArray);
  }

  /** An array of texts for people. */
  JsonLine sentences(String name, Collection<String> values) {
    write(() -> json.writeArrayFieldStart(name));
    values.forEach(value -> write(() -> json.writeString(shortened(value))));
    return write(json::writeEndArray);
  }

  private String shortened(String text) {
    return SafeText.shortened(SafeText.masked(text), words);
  }

  private JsonLine write(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
