package preflight.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import preflight.observation.RouteCheck.Standing;
import preflight.plan.ClientSelection;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.route.ClientFamily;
import preflight.route.Route;
import preflight.route.RouteTable;

class CheckPlansTest {

  private static final Target GITHUB =
      Runs.target(Target.Kind.GITHUB, URI.create("https://github.com"));
  private static final Target METADATA =
      Runs.target(Target.Kind.METADATA, URI.create("http://metadata.google.internal"));

  @Test
  void familiesThatGoTheSameWayShareOneCheck() {
    assertThat(checks(new ClientSelection.Auto(), "169.254.169.254", GITHUB))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.route()).isEqualTo(new Route.Direct());
          assertThat(check.clients()).contains(ClientFamily.CURL, ClientFamily.GO);
          assertThat(check.seen(List.of()).standing()).isEqualTo(Standing.EVIDENCE);
        });
  }

  @Test
  void familyThatCountsMakesItsCheckCount() {
    assertThat(checks(new ClientSelection.Only(List.of("curl")), "169.254.169.254", GITHUB))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.clients()).containsExactly(ClientFamily.CURL);
          assertThat(check.seen(List.of()).standing()).isEqualTo(Standing.COUNTED);
        });
  }

  @Test
  void metadataServerIsAskedByAddressAndByName() {
    assertThat(checks(new ClientSelection.Only(List.of("curl")), "169.254.169.254", METADATA))
        .filteredOn(check -> check.route() instanceof Route.Direct)
        .extracting(CheckPlan::url)
        .contains(
            URI.create("http://169.254.169.254"), URI.create("http://metadata.google.internal"));
  }

  @Test
  void metadataServerOfATestIsAskedThereOnly() {
    assertThat(checks(new ClientSelection.Auto(), "127.0.0.1", METADATA).getFirst())
        .satisfies(check -> {
          assertThat(check.url()).isEqualTo(URI.create("http://127.0.0.1:8080"));
          assertThat(check.clients()).isEmpty();
        });
  }

  @Test
  void sshIsAskedOnce() {
    Target git = Runs.target(Target.Kind.SSH, URI.create("ssh://git.corp:22"));

    assertThat(checks(new ClientSelection.Auto(), "169.254.169.254", git))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.url()).isEqualTo(git.uri());
          assertThat(check.route()).isEqualTo(new Route.Direct());
        });
  }

  @Test
  void nameIsLookedUpOnce() {
    Target name = Runs.target(Target.Kind.DNS, URI.create("dns://db.corp"));

    assertThat(checks(new ClientSelection.Auto(), "169.254.169.254", name))
        .singleElement()
        .satisfies(check -> assertThat(check.clients()).isEmpty());
  }

  private static List<CheckPlan> checks(
      ClientSelection clients, String metadataHost, Target target) {
    int port = metadataHost.startsWith("127.") ? 8080 : 80;
    Plan plan =
        new Plan(
            List.of(target),
            clients,
            Duration.ofSeconds(90),
            Duration.ofSeconds(10),
            InetSocketAddress.createUnresolved(metadataHost, port));
    return CheckPlans.of(plan, RouteTable.of(Runs.EMPTY));
  }
}
