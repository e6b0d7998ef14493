package preflight.agent.upload;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Interceptor;
import okhttp3.Response;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** Listens on one way, for the library's exceptions do not tell who answered. */
final class Heard implements Interceptor {

  private final AtomicReference<Optional<HttpAnswer>> last =
      new AtomicReference<>(Optional.empty());

  private volatile Optional<IOException> thrown = Optional.empty();

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      Response response = chain.proceed(chain.request());
      last.set(Optional.of(answer(response)));
      return response;
    } catch (IOException unanswered) {
      last.set(Optional.empty());
      thrown = Optional.of(unanswered);
      throw unanswered;
    }
  }

  /** The answer to the last request that has ended; empty where it broke off without one. */
  Optional<HttpAnswer> answer() {
    return last.get();
  }

  /** Why a request stayed without an answer, the last such; it may have arrived all the same. */
  Optional<IOException> brokeOff() {
    return thrown;
  }

  private static HttpAnswer answer(Response response) throws IOException {
    List<Header> headers = new ArrayList<>();
    for (int i = 0; i < response.headers().size(); i++) {
      headers.add(new Header(response.headers().name(i), response.headers().value(i)));
    }
    return new HttpAnswer(
        response.code(),
        response.message(),
        headers,
        response.peekBody(HttpAnswer.BODY_LIMIT).bytes());
  }
}
