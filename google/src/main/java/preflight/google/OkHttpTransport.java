package preflight.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Has Google's client speak through OkHttp, whose way, trust and time the caller has set. */
final class OkHttpTransport extends HttpTransport {

  private final OkHttpClient client;

  OkHttpTransport(OkHttpClient client) {
    this.client = client;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new Asked(method, url);
  }

  /** A request while Google's client fills it in. */
  private final class Asked extends LowLevelHttpRequest {

    private final String method;
    private final Request.Builder request;

    Asked(String method, String url) {
      this.method = method;
      this.request = new Request.Builder().url(url);
    }

    @Override
    public void addHeader(String name, String value) {
      request.addHeader(name, value);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      if (getContentEncoding() != null) {
        request.header("Content-Encoding", getContentEncoding());
      }
      try {
        return new OkHttpAnswer(client.newCall(request.method(method, body()).build()).execute());
      } catch (IOException thrown) {
        throw retryable(thrown);
      }
    }

    /** The library knows the end of a connection by the exceptions of java.net alone. */
    private static IOException retryable(IOException thrown) {
      boolean cut =
          thrown.getCause() instanceof EOFException || thrown instanceof ProtocolException;
      if (!cut) {
        return thrown;
      }
      var closed = new SocketException("the connection was closed before an answer");
      closed.initCause(thrown);
      return closed;
    }

    private @Nullable RequestBody body() throws IOException {
      var content = getStreamingContent();
      if (content == null) {
        boolean wantsOne = method.equals("POST") || method.equals("PUT");
        return wantsOne ? RequestBody.create(new byte[0]) : null;
      }
      var bytes = new ByteArrayOutputStream(); // a verdict's line: at most 64 KiB
      content.writeTo(bytes);
      String type = getContentType();
      return RequestBody.create(bytes.toByteArray(), type == null ? null : MediaType.parse(type));
    }
  }
}
