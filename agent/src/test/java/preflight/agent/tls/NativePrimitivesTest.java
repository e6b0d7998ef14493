package preflight.agent.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativePrimitivesTest {

  private static final String OURS = "PreflightNative";
  private static final String THE_JDKS = "SunEC";

  @Test
  void boringSslComputesWhatItKnows() throws Exception {
    assertThat(primitives(classPath())).containsExactlyElementsOf(right(OURS));
  }

  @Test
  void jdkComputesWhereConscryptIsMissing() throws Exception {
    String without =
        Stream.of(classPath().split(File.pathSeparator, -1))
            .filter(entry -> !new File(entry).getName().startsWith("conscrypt"))
            .collect(Collectors.joining(File.pathSeparator));

    assertThat(primitives(without)).containsExactlyElementsOf(right(THE_JDKS));
  }

  @Test
  void jdkComputesWhereTheLibraryIsForAnotherMachine() throws Exception {
    assertThat(primitives(classPath(), "-Dos.arch=pdp11"))
        .containsExactlyElementsOf(right(THE_JDKS));
  }

  private static List<String> right(String provider) {
    boolean ours = provider.equals(OURS);
    return List.of(
        "secp256r1 right by " + provider,
        "secp384r1 right by " + provider,
        "secp521r1 right by " + provider,
        "RSA " + (ours ? "right by " + provider : "right by SunRsaSign"),
        "X25519 right by " + provider,
        "X448 right by SunEC",
        "odd points right",
        "SHA-256 " + (ours ? "right by " + provider : "right by SUN"),
        "SHA-384 " + (ours ? "right by " + provider : "right by SUN"),
        "AES/GCM/NoPadding " + (ours ? "right by " + provider : "right by SunJCE"),
        "TLS " + (ours ? "by BoringSSL" : "left to the JDK"),
        "HmacSHA256 " + (ours ? "right by " + provider : "right by SunJCE"),
        "HmacSHA384 " + (ours ? "right by " + provider : "right by SunJCE"));
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static List<String> primitives(String classPath, String... options)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                Stream.of(
                        Stream.of(java, "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"),
                        Stream.of(options),
                        Stream.of("-cp", classPath, Primitives.class.getName()))
                    .flatMap(words -> words)
                    .toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said.lines().toList();
  }
}
