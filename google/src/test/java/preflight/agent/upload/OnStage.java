package preflight.agent.upload;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import preflight.google.CloudStorage;

/** Tests of uploads, each with a stage of its own. */
abstract class OnStage {

  Stage stage;

  @BeforeAll
  static void loaded() {
    // Google's classes take seconds on a busy machine, and these tests are about what comes then.
    new CloudStorage().prepare();
  }

  @BeforeEach
  void start() throws IOException {
    stage = new Stage();
  }

  @AfterEach
  void stop() {
    stage.close();
  }
}
