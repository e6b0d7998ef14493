package preflight.world;

import java.util.List;

/** Whom a metadata server speaks for. */
public record MachineIdentity(
    Flavor flavor,
    String projectId,
    long projectNumber,
    String region,
    String instanceId,
    String email,
    List<String> scopes,
    String accessToken) {

  /** The platform, as its metadata servers name themselves. */
  public enum Flavor {
    CLOUD_RUN("Metadata Server for Serverless"),
    VM("Metadata Server for VM");

    private final String server;

    Flavor(String server) {
      this.server = server;
    }

    String server() {
      return server;
    }
  }

  private static final String CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform";

  public MachineIdentity {
    scopes = List.copyOf(scopes);
  }

  /** The job's own instance on Cloud Run. */
  public static MachineIdentity cloudRunJob() {
    return new MachineIdentity(
        Flavor.CLOUD_RUN,
        "my-project",
        123456789012L,
        "europe-west1",
        "00f46b9285a1c7d3e8",
        "my-agent@my-project.iam.gserviceaccount.com",
        List.of(CLOUD_PLATFORM),
        "token-of-the-job");
  }

  /** A virtual machine in another project, such as the one that a proxy runs on. */
  public static MachineIdentity proxyHost() {
    return new MachineIdentity(
        Flavor.VM,
        "network-host",
        998877665544L,
        "europe-west1",
        "4520031799277581759",
        "proxy-vm@network-host.iam.gserviceaccount.com",
        List.of(CLOUD_PLATFORM),
        "token-of-the-proxy-host");
  }
}
