package preflight.agent.upload;

import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;

/** What Cloud Storage's library does for us; it is found only when there is something to upload. */
public interface Deposit {

  /**
   * One object to write.
   *
   * @param object its name in the bucket
   * @param content as it is to stand there in UTF-8
   * @param token an access token of the job's account; a secret
   * @param endpoint where the API is
   * @param client the way there
   * @param limit how long all tries together may take
   */
  record Errand(
      Bucket bucket,
      String object,
      String content,
      String token,
      URI endpoint,
      OkHttpClient client,
      Duration limit) {

    /** Says nothing of the token. */
    @Override
    public String toString() {
      return bucket + "/" + object;
    }
  }

  /** Loads what an upload takes most of its time for, while there is nothing to write yet. */
  void prepare();

  /** Writes the object where none of its name exists; throws where that fails for good. */
  void put(Errand errand);
}
