package preflight.trust;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import preflight.plan.Container;

/** A folder of PEM files, as OpenSSL's CApath. */
record CertificateFolder(Container container, String path) {

  /** What {@code openssl rehash} names a certificate: the hash of its subject, and a number. */
  private static final String HASHED = "[0-9a-f]*.[0-9]";

  /** Whether OpenSSL finds anything here. */
  boolean isHashed() {
    return !names(HASHED).isEmpty();
  }

  /** All files together. OpenSSL reads those with hashed names only, GnuTLS and Go every one. */
  String text() {
    return names("*").stream()
        .flatMap(name -> container.text(path + "/" + name).stream())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  List<String> names(String glob) {
    List<String> names = new ArrayList<>();
    try {
      Path folder = container.inside(path);
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
          files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
      }
    } catch (IOException | InvalidPathException unreadable) {
      return List.of();
    }
    return names;
  }
}
