package preflight.lab.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** What a hop in front of a proxy may make of its answers, and what a broken one does. */
enum Recoding {
  AS_IT_IS {
    @Override
    byte[] of(String head, byte[] body) {
      return joined(head, body);
    }
  },

  GZIP {
    @Override
    byte[] of(String head, byte[] body) {
      var packed = new ByteArrayOutputStream();
      try (var gzip = new GZIPOutputStream(packed)) {
        gzip.write(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return joined(
          withoutLength(head) + "\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size(),
          packed.toByteArray());
    }
  },

  CHUNKED {
    @Override
    byte[] of(String head, byte[] body) {
      var chunks = new StringBuilder();
      for (int start = 0; start < body.length; start += CHUNK) {
        byte[] chunk = Arrays.copyOfRange(body, start, Math.min(start + CHUNK, body.length));
        chunks.append(Integer.toHexString(chunk.length)).append("\r\n");
        chunks.append(new String(chunk, ISO_8859_1)).append("\r\n");
      }
      return joined(
          withoutLength(head) + "\r\nTransfer-Encoding: chunked",
          (chunks + "0\r\n\r\n").getBytes(ISO_8859_1));
    }
  },

  /** The length is announced and not kept. */
  CUT_OFF {
    @Override
    byte[] of(String head, byte[] body) {
      return joined(head, Arrays.copyOf(body, body.length / 2));
    }
  },

  WRONG_CHARSET {
    @Override
    byte[] of(String head, byte[] body) {
      return joined(head.replaceFirst("(?i)charset=utf-8", "charset=utf-16"), body);
    }
  };

  private static final int CHUNK = 100;

  /** The same answer, with its last empty line between {@code head} and {@code body} put back. */
  abstract byte[] of(String head, byte[] body);

  byte[] of(byte[] answer) {
    int end = new String(answer, ISO_8859_1).indexOf("\r\n\r\n");
    return of(
        new String(answer, 0, end, ISO_8859_1), Arrays.copyOfRange(answer, end + 4, answer.length));
  }

  private static String withoutLength(String head) {
    return head.replaceAll("(?i)\r\nContent-Length:[^\r]*", "");
  }

  private static byte[] joined(String head, byte[] body) {
    byte[] start = (head + "\r\n\r\n").getBytes(ISO_8859_1);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }
}
