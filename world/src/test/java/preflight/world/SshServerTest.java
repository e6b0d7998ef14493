package preflight.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SshServerTest {

  @Test
  void serverIntroducesItselfFirst() throws Exception {
    try (var server = SshServer.start();
        var socket = new Socket(server.address().getAddress(), server.address().getPort());
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      assertThat(in.readLine()).isEqualTo("SSH-2.0-StandIn_1.0");
    }
  }

  @Test
  void silentServerSaysNothingUntilTheClientLeaves() throws Exception {
    try (var server = SshServer.silent(StandIn.anyPort());
        var socket = new Socket(server.address().getAddress(), server.address().getPort())) {
      socket.shutdownOutput();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }
}
