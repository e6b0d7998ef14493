package preflight.lab.scenario;

import java.time.Duration;
import preflight.lab.Link;

/**
 * What joins a host to the VPC's router.
 *
 * @param delay of every frame, each way: a round trip takes twice of it
 * @param lossPercent how many of a hundred frames are lost, each way
 */
record Cable(Duration delay, int lossPercent) {

  static Cable of(Tree host) {
    return new Cable(
        host.text("delay").map(Scenario::duration).orElse(Duration.ZERO),
        host.text("loss").map(loss -> Integer.parseInt(loss.replace("%", ""))).orElse(0));
  }

  /** Whether it takes nothing on its way, and so needs nobody to carry its frames. */
  boolean ideal() {
    return delay.isZero() && lossPercent == 0;
  }

  /**
   * A command of the world's own shell that lays it: the device {@code host} of the router, whose
   * namespace is called {@code router}, and {@code eth0} of the host. Who carries the frames ends
   * with its standard input, which nobody ever writes to.
   */
  String laid(String router, String host) {
    return """
    [ -e unwritten ] || mkfifo unwritten
    %1$s --delay %2$d --loss %3$d %4$s %5$s %5$s eth0 <>unwritten >cable-%5$s 2>&1 &
    for i in $(seq 100); do grep -qs ready cable-%5$s && break; sleep 0.02; done
    grep -q ready cable-%5$s || { cat cable-%5$s; exit 1; }\
    """
        .formatted(Link.program(), delay.toMillis(), lossPercent, router, host);
  }
}
