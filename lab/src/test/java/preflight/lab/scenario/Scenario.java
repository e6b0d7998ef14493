package preflight.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One world, its break, and what the program must say there: a file below {@code lab/scenarios}.
 *
 * @param name the file's path below that folder, without its ending
 * @param title what is the case, in a few words
 * @param core whether plain {@code ./check} runs it
 * @param world as it stands before the break
 * @param job the container and the command line
 * @param breaks what is done to the world before the job starts
 * @param later what happens to it while the job runs
 * @param expected of the run
 * @param mended expected of a second run, with the first one's advice followed
 */
record Scenario(
    String name,
    String title,
    boolean core,
    WorldPlan world,
    JobPlan job,
    List<Step> breaks,
    List<Step> later,
    Expectation expected,
    Expectation mended) {

  /** The lab's own folder. */
  static final Path LAB = Path.of("").toAbsolutePath();

  private static final Path FOLDER = LAB.resolve("scenarios");

  /** A shell command on a host, a while after the job has started. */
  record Step(Duration after, String host, String command) {

    static List<Step> of(Tree tree, String key) {
      return tree.trees(key).stream().map(Step::of).toList();
    }

    private static Step of(Tree step) {
      var after = step.text("after").map(Scenario::duration).orElse(Duration.ZERO);
      return new Step(after, step.require("on"), step.only("after", "on", "run").require("run"));
    }
  }

  /** Every scenario, in the order of their names. */
  static List<Scenario> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .map(Scenario::name)
          .sorted()
          .map(Scenario::named)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(FOLDER.toString(), e);
    }
  }

  /** The scenario of this name, for example {@code dns/name-unknown}. */
  static Scenario named(String name) {
    Tree own = Tree.of(FOLDER.resolve(name + ".yaml"));
    Tree tree =
        Tree.of(LAB.resolve("base.yaml"))
            .under(own)
            .only("title", "core", "world", "job", "break", "later", "expect", "mended");
    return new Scenario(
        name,
        own.require("title"),
        tree.text("core").map(Boolean::parseBoolean).orElse(false),
        WorldPlan.of(tree.tree("world")),
        JobPlan.of(tree.tree("job")),
        Step.of(tree, "break"),
        Step.of(tree, "later"),
        Expectation.of(tree.tree("expect")),
        Expectation.of(tree.tree("mended")));
  }

  /** What happens while the job runs: the file's own steps, and the programs that start late. */
  List<Step> events() {
    return Stream.concat(
            later.stream(),
            world.programs().stream()
                .filter(program -> !program.after().isZero())
                .map(program ->
                    new Step(program.after(), program.on(), "sh " + program.name() + "/start")))
        .toList();
  }

  private static String name(Path file) {
    return FOLDER.relativize(file).toString().replaceFirst("\\.yaml$", "");
  }

  /** Reads {@code 250ms}, {@code 8s} or {@code 2m}. */
  static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.parse("PT" + text);
  }
}
