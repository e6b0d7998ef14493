package preflight.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import preflight.diagnosis.Gate;
import preflight.diagnosis.Verdict;

/**
 * Each story has its whole rendering in {@code <story>.txt} and, indented, in {@code <story>.json}.
 * {@code -Dgolden.update=true} writes them anew; read the diff aloud before you commit it.
 */
class GoldenTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "preflight", "report");

  static Stream<Arguments> stories() {
    return Stream.of(
        arguments("incident-blocked", Stories.incident(new Gate.Enforce())),
        arguments("incident-under-warn", Stories.incident(new Gate.Warn())),
        arguments("green", Stories.green()),
        arguments("open-with-warnings", Stories.openWithWarnings()),
        arguments("unexplained", Stories.unexplained()),
        arguments("interrupted", Stories.interrupted()),
        arguments("skipped", Stories.skipped(new Gate.Off("INC-1"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void textIsAsTold(String story, Verdict verdict) throws IOException {
    assertGolden(story + ".txt", TextReport.verdict(verdict));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void jsonIsAsTold(String story, Verdict verdict) throws IOException {
    String line = new String(JsonReport.verdict(verdict), UTF_8);
    assertGolden(
        story + ".json",
        indented(line).replace('"' + Version.current() + '"', "\"VERSION\"") + "\n");
  }

  static void assertGolden(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  private static String indented(String line) throws IOException {
    var text = new StringWriter();
    var factory = new JsonFactory();
    try (var parser = factory.createParser(line);
        var generator = factory.createGenerator(text)) {
      generator.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      parser.nextToken();
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }
}
