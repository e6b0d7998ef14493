package preflight.identity;

import static preflight.identity.IdentityMark.field;
import static preflight.identity.IdentityMark.json;
import static preflight.identity.IdentityMark.markup;
import static preflight.identity.IdentityMark.wholeJson;

import java.util.List;
import java.util.Map;
import preflight.plan.Target;

/** By what each kind of service is recognised, at any path, context path or status. */
final class ServiceMarks {

  /** GitHub and GitHub Enterprise Server: every answer of theirs has a request id. */
  private static final List<IdentityMark> GITHUB =
      List.of(
          field("X-GitHub-Request-Id"),
          field("X-GitHub-Enterprise-Version"),
          field("Server", "github\\.com"));

  /** Jira Data Center and Cloud: the servlet filters' fields, and what it says about itself. */
  private static final List<IdentityMark> JIRA =
      List.of(
          field("X-AREQUESTID"),
          field("X-ASEN"),
          field("X-Seraph-LoginReason"),
          field("Atl-Request-Id"),
          field("Server", "AtlassianEdge"),
          json(
              "serverInfo",
              Map.of("baseUrl", "https?://.*", "version", ".+", "buildNumber", "\\d+")),
          wholeJson(
              "status", Map.of("state", "RUNNING|FIRST_RUN|STARTING|STOPPING|MAINTENANCE|ERROR")),
          markup("application-name: JIRA", "<meta name=\"application-name\" content=\"JIRA\""));

  private static final List<IdentityMark> NEXUS =
      List.of(
          field("Server", "Nexus/.*"),
          field("WWW-Authenticate", "Basic realm=\"Sonatype Nexus Repository Manager\".*"),
          field("X-Siesta-FaultId"),
          field("X-Siesta-Validation-Errors"),
          markup("title: Nexus Repository", "<title>[^<]{0,40}Nexus Repository[^<]{0,40}</title>"));

  private static final List<IdentityMark> METADATA = List.of(field("Metadata-Flavor", "Google"));

  private ServiceMarks() {}

  /** Empty where nothing is expected. */
  static List<IdentityMark> of(Target.Kind kind) {
    return switch (kind) {
      case GITHUB -> GITHUB;
      case JIRA -> JIRA;
      case NEXUS -> NEXUS;
      case METADATA -> METADATA;
      case HTTP, DNS, TCP, SSH, GOOGLE, EGRESS -> List.of();
    };
  }
}
