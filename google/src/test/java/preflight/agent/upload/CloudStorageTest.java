package preflight.agent.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.contrib.nio.testing.LocalStorageHelper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.agent.upload.Deposit.Errand;
import preflight.agent.upload.JsonApi.Fault;
import preflight.agent.upload.JsonApi.Refusals;
import preflight.google.CloudStorage;
import preflight.route.Route;

/** Google's library itself: simple and resumable uploads, over HTTP and in its own memory. */
class CloudStorageTest {

  private static final String OBJECT = "runs/my-agent/é/task-0-attempt-0.json";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private JsonApi api;

  @BeforeEach
  void start() throws IOException {
    api = new JsonApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2_000, 30 * 1024, 33 * 1024, 64 * 1024})
  void everyLengthArrivesByteForByte(int length) {
    Errand errand = errand(length);

    new CloudStorage().put(errand);

    assertThat(api.objects()).containsOnlyKeys(OBJECT);
    assertThat(api.objects().get(OBJECT)).isEqualTo(errand.content().getBytes(UTF_8));
    assertThat(api.requests()).hasSize(length > 32 * 1024 ? 2 : 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 64 * 1024})
  void resetInTheMiddleLeavesTheWholeObjectInTheEnd(int length) {
    api.first(Fault.RESET_IN_THE_MIDDLE);
    Errand errand = errand(length);

    new CloudStorage().put(errand);

    assertThat(api.objects().get(OBJECT)).isEqualTo(errand.content().getBytes(UTF_8));
  }

  @Test
  void sessionThatBreaksOffIsTakenUpAgain() {
    api.first(Fault.NONE, Fault.RESET_IN_THE_MIDDLE);
    Errand errand = errand(64 * 1024);

    new CloudStorage().put(errand);

    assertThat(api.objects().get(OBJECT)).isEqualTo(errand.content().getBytes(UTF_8));
  }

  @Test
  void sessionThatIsRefusedLeavesNothing() {
    api.first(Fault.NONE, Fault.NONE).always(Refusals.FORBIDDEN);

    assertThatThrownBy(() -> new CloudStorage().put(errand(64 * 1024)))
        .isInstanceOf(StorageException.class);
    assertThat(api.objects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 64 * 1024})
  void librarysOwnMemoryHoldsTheSameBytes(int length) {
    Storage memory = LocalStorageHelper.customOptions(false).getService();
    Errand errand = errand(length);

    CloudStorage.write(memory, errand);

    assertThat(memory.readAllBytes(BlobId.of("verdicts", OBJECT)))
        .isEqualTo(errand.content().getBytes(UTF_8));
  }

  private Errand errand(int length) {
    return new Errand(
        Bucket.parse("gs://verdicts/runs"),
        OBJECT,
        content(length),
        "token",
        api.url(),
        Way.plain(new Route.Direct(), LIMIT),
        LIMIT);
  }

  /** So many bytes, those that end lines and parts of a message among them. */
  private static String content(int length) {
    return "\"é\"\r\n--__END_OF_PART__\r\n".repeat(length / 20 + 1).substring(0, length);
  }
}
