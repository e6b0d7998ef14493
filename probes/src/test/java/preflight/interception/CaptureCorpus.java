package preflight.interception;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The captures of real software. They are kept beside the project, in {@code shared/corpus}; {@code
 * -Dpreflight.corpus=FOLDER} names another place.
 */
final class CaptureCorpus {

  /** Stands in the manifest, without a file beside it. */
  private static final String LISTED_ONLY = "metadata_403_from_egress_gateway.http";

  private CaptureCorpus() {}

  /** One folder's captures, in its manifest's order. */
  static List<Capture> read(String folder) throws IOException {
    Path captures = root().resolve("interception").resolve(folder);
    List<Capture> read = new ArrayList<>();
    List<String> rows = Files.readAllLines(captures.resolve("manifest.tsv"), UTF_8);
    for (String row : rows.subList(1, rows.size())) {
      String[] columns = row.split("\t", -1);
      if (Files.exists(captures.resolve(columns[0])) || !LISTED_ONLY.equals(columns[0])) {
        read.add(Capture.read(captures, columns[0], columns[1]));
      }
    }
    return read;
  }

  private static Path root() {
    Path root = Path.of(System.getProperty("preflight.corpus", "../../shared/corpus"));
    boolean there = Files.isDirectory(root);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("the corpus is at %s", root.toAbsolutePath().normalize()).isTrue();
    }
    assumeTrue(there, () -> "no corpus at " + root.toAbsolutePath().normalize());
    return root;
  }
}
