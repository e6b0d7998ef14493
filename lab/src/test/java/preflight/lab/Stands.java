package preflight.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import preflight.world.CertificateAuthority;
import preflight.world.MachineIdentity;
import preflight.world.MetadataServer;
import preflight.world.Origin;
import preflight.world.Site;

/**
 * The metadata server and the services, as a process of its own inside a namespace: binds the
 * addresses that its arguments name, prints its authority's certificate, and ends with its standard
 * input, so that it never outlives the test that started it.
 */
final class Stands {

  private static final String END_OF_CERTIFICATE = "-----END CERTIFICATE-----";

  private Stands() {}

  /**
   * Starts stand-ins, written {@code KIND=ADDRESS:PORT[/HOST]}, and waits until they answer.
   *
   * @return the certificate of the authority that signed theirs, as PEM
   */
  static String start(Namespace namespace, String... stands) {
    Process process = namespace.start(OwnJvm.command(Stands.class, stands));
    var said = new StringBuilder();
    try {
      var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.equals(END_OF_CERTIFICATE)) {
          return said.toString();
        }
      }
    } catch (IOException e) {
      throw new AssertionError(said.toString(), e);
    }
    throw new AssertionError("the stand-ins ended:\n" + said);
  }

  public static void main(String... stands) throws IOException {
    var authority = CertificateAuthority.named("Example Corp Root CA");
    for (String stand : stands) {
      String[] parts = stand.split("[=:/]", -1);
      var address = new InetSocketAddress(parts[1], Integer.parseInt(parts[2]));
      switch (parts[0]) {
        case "metadata" -> MetadataServer.start(MachineIdentity.cloudRunJob(), address);
        case "github" -> serve(Site.GITHUB, authority, address);
        default -> serve(new Site(Site.Service.ANONYMOUS, parts[3], ""), authority, address);
      }
    }
    Path certificate = Files.createTempFile("preflight-lab", ".pem");
    System.out.print(Files.readString(authority.writePem(certificate)));
    System.out.flush();
    Files.delete(certificate);
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  private static void serve(Site site, CertificateAuthority authority, InetSocketAddress address) {
    Origin.secure(site, authority.issue(site.host()), address);
  }
}
