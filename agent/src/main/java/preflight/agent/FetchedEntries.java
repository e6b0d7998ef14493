package preflight.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an execution as a stream of JSON lines, fetched page by page while they are read.
 *
 * <p>A page that breaks off is asked for again, and read on behind the last entry that was whole.
 */
final class FetchedEntries extends InputStream {

  private static final JsonFactory JSON = new JsonFactory();

  /** Pages that break off one after the other without a single new entry. */
  private static final int PATIENCE = 5;

  private final LoggingApi api;
  private final ExecutionLog log;
  private Optional<String> pageToken = Optional.empty();
  private Optional<String> nextPage = Optional.empty();
  private @Nullable Response response;
  private @Nullable JsonParser page;
  private boolean withinEntries;
  private int delivered;
  private int broken;
  private boolean ended;
  private byte[] line = {};
  private int at;

  FetchedEntries(LoggingApi api, ExecutionLog log) {
    this.api = api;
    this.log = log;
  }

  @Override
  public int read() throws IOException {
    return fill() ? line[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, line.length - at);
    System.arraycopy(line, at, bytes, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() {
    if (response != null) {
      response.close();
    }
    response = null;
    page = null;
  }

  private boolean fill() throws IOException {
    while (at == line.length && !ended) {
      try {
        step();
        broken = at < line.length ? 0 : broken;
      } catch (LoggingFailure refused) {
        throw refused;
      } catch (IOException brokenOff) {
        close();
        if (++broken > PATIENCE) {
          throw brokenOff;
        }
      }
    }
    return at < line.length;
  }

  /** Reads the next entry, or turns the page. */
  private void step() throws IOException {
    JsonParser parser = page == null ? open() : page;
    if (!withinEntries) {
      turn();
    } else if (next(parser) == JsonToken.START_OBJECT) {
      line = copied(parser);
      at = 0;
      delivered++;
    } else {
      withinEntries = entries(parser);
    }
  }

  /** Asks for the page, and reads on behind what was delivered of it before. */
  private JsonParser open() throws IOException {
    Response fresh = api.page(log, pageToken);
    response = fresh;
    JsonParser parser = JSON.createParser(fresh.body().byteStream());
    page = parser;
    if (next(parser) != JsonToken.START_OBJECT) {
      throw new IOException("Cloud Logging answers with something else than an object");
    }
    withinEntries = entries(parser);
    for (int skipped = 0; withinEntries && skipped < delivered; skipped++) {
      next(parser);
      parser.skipChildren();
    }
    return parser;
  }

  /** Goes on to the array of entries; false at the end of the page. */
  private boolean entries(JsonParser parser) throws IOException {
    while (next(parser) != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      next(parser);
      if ("entries".equals(name)) {
        return true;
      }
      if ("nextPageToken".equals(name)) {
        nextPage = Optional.of(parser.getText()).filter(text -> !text.isEmpty());
      }
      parser.skipChildren();
    }
    return false;
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new IOException("Cloud Logging's answer breaks off");
    }
    return token;
  }

  private void turn() {
    close();
    delivered = 0;
    pageToken = nextPage;
    nextPage = Optional.empty();
    ended = pageToken.isEmpty();
  }

  private static byte[] copied(JsonParser parser) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var json = JSON.createGenerator(bytes)) {
      json.copyCurrentStructure(parser);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
