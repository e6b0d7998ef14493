package preflight.probe;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.LazyLaxLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/** Takes the lines of a head as they come: a line that is no field makes no answer unreadable. */
final class AnswerLines extends LazyLaxLineParser {

  @Override
  public StatusLine parseStatusLine(CharArrayBuffer line) throws ParseException {
    try {
      StatusLine parsed = super.parseStatusLine(line);
      if (parsed.getProtocolVersion().getMajor() == 1) {
        return parsed;
      }
    } catch (ParseException other) {
      // Its words would be an offset.
    }
    throw new ParseException("not a status line: " + line);
  }

  @Override
  public Header parseHeader(CharArrayBuffer line) throws ParseException {
    return line.indexOf(':') > 0 ? super.parseHeader(line) : new BasicHeader("", line.toString());
  }
}
