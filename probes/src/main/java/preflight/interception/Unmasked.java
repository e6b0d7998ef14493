package preflight.interception;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import preflight.observation.HttpAnswer;

/** Reads the answer to an extra request, which only a proxy gives. */
public final class Unmasked {

  /**
   * Where Squid answers itself with an icon of its own, for any host, unless told otherwise ({@code
   * global_internal_static}); a host that is asked directly has nothing there.
   */
  public static final String SQUIDS_ICON_PATH = "/squid-internal-static/icons/SN.png";

  /** SHA-256 of the icon, the same from Squid 3.5 to 7. */
  private static final String SQUIDS_ICON =
      "7c7cd5e8d08aff3aed43d1b1d75568a739070e3c41eef53a33ae18006d0a624f";

  private Unmasked() {}

  /**
   * Who stands on the way, where the answer shows it. What went wrong with the extra request is not
   * what went wrong with the one before, and is left out.
   */
  public static Optional<Intermediary> author(HttpAnswer answer) {
    if (digest(answer).equals(SQUIDS_ICON)) {
      return Optional.of(
          Intermediary.named("Squid").administeredBy("the team that runs the Squid proxy"));
    }
    return InterceptionDetector.detect(answer, Channel.FORWARDED)
            instanceof Interception.Interfering(var by, var signs)
        ? Optional.of(
            new Intermediary(
                by.product(),
                by.administrator(),
                by.host(),
                by.version(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        : Optional.empty();
  }

  private static String digest(HttpAnswer answer) {
    try {
      byte[] content = answer.bodyLatin1().getBytes(StandardCharsets.ISO_8859_1);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
