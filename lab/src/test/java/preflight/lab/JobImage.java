package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The example's job image, run as Cloud Run would: no root, 1 CPU, 512 MiB, and nothing that can be
 * written to.
 */
final class JobImage {

  /** Built by {@code src/test/image/build}. */
  static final Path OUT = Path.of("target/image").toAbsolutePath();

  static final Path PREFLIGHT = OUT.resolve("rootfs/opt/preflight");

  private static final Duration BUILD = Duration.ofMinutes(12);
  private static final Duration RUN = Duration.ofMinutes(2);

  private final Namespace namespace;
  private final Path folder;
  private final Path rootfs;
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> mounts = new ArrayList<>();

  /** A container of that root file system; its files are in {@code folder}. */
  JobImage(Namespace namespace, Path folder, Path rootfs) {
    this.namespace = namespace;
    this.folder = folder;
    this.rootfs = rootfs;
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("CLOUD_RUN_JOB", "my-job");
    file("/etc/resolv.conf", "nameserver 169.254.169.254\n");
  }

  /** Builds the images; minutes where the stand-ins for the base images are made, too. */
  static void build() {
    String script = Path.of("src/test/image/build").toAbsolutePath().toString();
    var builder = new ProcessBuilder(script, OUT.toString());
    builder.environment().put("PREFLIGHT_JAVA_HOME", System.getProperty("java.home"));
    Finished.run(builder, BUILD).succeeded("the build of the image");
  }

  JobImage with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Puts a text in front of a file of the image's own. */
  JobImage file(String path, String text) {
    try {
      Path file = Files.createTempFile(folder, "file", "");
      Files.writeString(file, text, UTF_8);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      return mount(file, path);
    } catch (IOException e) {
      throw new AssertionError(path, e);
    }
  }

  /** Puts a file in front of the image's own. */
  JobImage mount(Path file, String path) {
    mounts.add(file + "=" + path);
    return this;
  }

  /** Gives it what Cloud Run gives: a /tmp in memory. */
  JobImage withTmp() {
    mounts.add("tmpfs=/tmp");
    return this;
  }

  Finished run(String... command) {
    List<String> words = new ArrayList<>();
    words.add(Path.of("src/test/image/run").toAbsolutePath().toString());
    words.addAll(List.of(namespace.name(), rootfs.toString()));
    words.addAll(mounts);
    words.add("--");
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(List.of("/usr/sbin/chroot", "--userspec=65532:65532", rootfs.toString()));
    words.addAll(List.of(command));
    return Finished.run(new ProcessBuilder(words), RUN);
  }
}
