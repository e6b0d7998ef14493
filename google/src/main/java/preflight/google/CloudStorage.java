package preflight.google;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.logging.LogManager;
import okhttp3.ConnectionSpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import preflight.agent.upload.Bucket;
import preflight.agent.upload.Deposit;

/** Writes objects with google-cloud-storage, over the way that its caller has chosen. */
public final class CloudStorage implements Deposit {

  /** A longer line goes up in a session, where a connection that breaks costs the rest alone. */
  private static final int LONGEST_SIMPLE_UPLOAD = 32 * 1024;

  /** Longer than any upload may take; nobody refreshes it. */
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  /** Silences the library's logging: nothing but Preflight's own lines is on its streams. */
  public CloudStorage() {
    LogManager.getLogManager().reset();
  }

  /** Writes one object to nowhere: no connection is made, and every class is there afterwards. */
  @Override
  public void prepare() {
    var nowhere =
        new OkHttpClient.Builder()
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .addInterceptor(chain ->
                new Response.Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(200)
                    .message("OK")
                    .body(
                        ResponseBody.create(
                            "{\"name\":\"o\",\"bucket\":\"none\"}",
                            MediaType.get("application/json")))
                    .build())
            .build();
    put(
        new Errand(
            Bucket.parse("gs://none"),
            "o",
            "",
            "none",
            URI.create("http://nowhere.invalid"),
            nowhere,
            Duration.ofSeconds(1)));
  }

  @Override
  public void put(Errand errand) {
    write(service(errand), errand);
  }

  /** The precondition makes a repeated try harmless: the first that arrives stays. */
  public static void write(Storage storage, Errand errand) {
    var info =
        BlobInfo.newBuilder(errand.bucket().name(), errand.object())
            .setContentType("application/json")
            .build();
    byte[] content = errand.content().getBytes(StandardCharsets.UTF_8);
    if (content.length <= LONGEST_SIMPLE_UPLOAD) {
      storage.create(info, content, Storage.BlobTargetOption.doesNotExist());
      return;
    }
    try (var session = storage.writer(info, Storage.BlobWriteOption.doesNotExist())) {
      session.write(ByteBuffer.wrap(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Storage service(Errand errand) {
    var token = new AccessToken(errand.token(), Date.from(Instant.now().plus(TOKEN_LIFE)));
    var transport = new OkHttpTransport(errand.client());
    return StorageOptions.http()
        // Never read from the job's environment: neither project, nor emulator, nor credentials.
        .setProjectId("preflight")
        .setHost(errand.endpoint().toString())
        .setCredentials(GoogleCredentials.create(token))
        .setTransportOptions(
            HttpTransportOptions.newBuilder().setHttpTransportFactory(() -> transport).build())
        .setRetrySettings(
            RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(Duration.ofMillis(100))
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(Duration.ofSeconds(1))
                .setTotalTimeoutDuration(errand.limit())
                .build())
        .build()
        .getService();
  }
}
