package preflight.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cable of the lab: what it carries takes its time, and some of it never arrives. */
class LinkTest {

  private static final Duration DELAY = Duration.ofMillis(20);
  private static final int CURL_TIMED_OUT = 28;

  private Namespace job;
  private Namespace world;

  @BeforeEach
  void twoNamespaces() {
    job = Namespace.create();
    world = Namespace.create();
  }

  @AfterEach
  void remove() {
    job.close();
    world.close();
  }

  @Test
  void everyFrameTakesTheDelayEachWay() {
    try (var link = Link.between(job, world, DELAY, 0)) {
      assertThat(link).isNotNull();
      job.linked("10.9.0.1/24");
      world.linked("10.9.0.2/24");
      Stands.start(world, "metadata=10.9.0.2:80");

      Finished curl = curl("%{time_connect}");

      assertThat(curl.status()).as(curl.err()).isEqualTo(0);
      assertThat(Double.parseDouble(curl.out())).isGreaterThanOrEqualTo(0.040);
    }
  }

  @Test
  void whatIsLostNeverArrives() {
    try (var link = Link.between(job, world, Duration.ZERO, 100)) {
      assertThat(link).isNotNull();
      job.linked("10.9.0.1/24");
      world.linked("10.9.0.2/24");

      assertThat(curl("").status()).isEqualTo(CURL_TIMED_OUT);
    }
  }

  private Finished curl(String format) {
    return job.run(
        Map.of(),
        Duration.ofSeconds(20),
        List.of("curl", "-s", "-m", "2", "-o", "/dev/null", "-w", format, "http://10.9.0.2/"));
  }
}
