package preflight.google;

import com.google.api.client.http.LowLevelHttpResponse;
import java.io.InputStream;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OkHttp's response as Google's client reads it. */
final class OkHttpAnswer extends LowLevelHttpResponse {

  private final Response response;

  OkHttpAnswer(Response response) {
    this.response = response;
  }

  @Override
  public InputStream getContent() {
    return response.body().byteStream();
  }

  @Override
  public @Nullable String getContentEncoding() {
    return response.header("Content-Encoding");
  }

  @Override
  public long getContentLength() {
    return response.body().contentLength();
  }

  @Override
  public @Nullable String getContentType() {
    return response.header("Content-Type");
  }

  @Override
  public String getStatusLine() {
    return response.code() + " " + response.message();
  }

  @Override
  public int getStatusCode() {
    return response.code();
  }

  @Override
  public String getReasonPhrase() {
    return response.message();
  }

  @Override
  public int getHeaderCount() {
    return response.headers().size();
  }

  @Override
  public String getHeaderName(int index) {
    return response.headers().name(index);
  }

  @Override
  public String getHeaderValue(int index) {
    return response.headers().value(index);
  }

  @Override
  public void disconnect() {
    response.close();
  }
}
