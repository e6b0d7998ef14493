package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import preflight.world.CertificateAuthority;
import preflight.world.Credential;
import preflight.world.MachineIdentity;

/** A stand-in of Cloud Storage in a namespace, which keeps what it is given. */
final class Storage {

  private final Path folder;

  private Storage(Path folder) {
    this.folder = folder;
  }

  /** Starts at that address, with that certificate, and waits until it listens. */
  static Storage start(Namespace namespace, String address, Credential credential, Path folder) {
    try {
      Path kept = Files.createDirectory(folder.resolve("storage"));
      Path pem = Files.writeString(folder.resolve("storage.pem"), credential.pem());
      String token = MachineIdentity.cloudRunJob().accessToken();
      PythonStand.start(namespace, folder, "storage.py", address, pem, token, kept);
      return new Storage(kept);
    } catch (IOException e) {
      throw new AssertionError("storage.py", e);
    }
  }

  /** Writes a store in which that authority stands for Google's. */
  static Path trustStore(Path folder, CertificateAuthority authority) {
    Path file = folder.resolve("trust.jks");
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("JKS"); // its certificates are read without a password
      store.load(null, null);
      store.setCertificateEntry("root", authority.certificate());
      store.store(out, "changeit".toCharArray());
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(file.toString(), e);
    }
  }

  /** Name to content, of what is stored. */
  Map<String, String> objects() {
    Map<String, String> objects = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.equals("requests")) {
          objects.put(URLDecoder.decode(name, UTF_8), Files.readString(file));
        }
      }
      return objects;
    } catch (IOException e) {
      throw new AssertionError(folder.toString(), e);
    }
  }

  /** Whether anybody has asked it anything, a token shown or not. */
  boolean wasAsked() {
    return Files.exists(folder.resolve("requests"));
  }
}
