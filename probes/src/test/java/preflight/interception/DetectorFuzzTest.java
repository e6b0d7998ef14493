package preflight.interception;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import preflight.observation.Header;
import preflight.observation.HttpAnswer;

/** Answers grown from real ones by chance: whatever the bytes, an answer comes out. */
@Tag("long")
class DetectorFuzzTest {

  private static final int ROUNDS = 600;

  @ParameterizedTest
  @ValueSource(longs = {1, 20261122, -7})
  void anyAnswerComesToOneOfThreeCases(long seed) throws Exception {
    Random random = new Random(seed);
    List<HttpAnswer> grown = new ArrayList<>();
    for (LookAlikesTest.LookAlike row : LookAlikesTest.lookAlikes()) {
      grown.add(row.answer());
    }
    for (int round = 0; round < ROUNDS; round++) {
      HttpAnswer child =
          child(random, grown.get(random.nextInt(grown.size())), pick(random, grown));
      Channel channel = pick(random, List.of(Channel.values()));
      Interception judged =
          random.nextBoolean()
              ? InterceptionDetector.detect(child, channel)
              : InterceptionDetector.detect(child, channel, asked(random));
      assertThat(judged).as("seed %d, round %d", seed, round).isNotNull();
      assertThat(Unmasked.author(child)).isInstanceOf(Optional.class);
      grown.set(random.nextInt(grown.size()), child);
    }
  }

  private static HttpAnswer child(Random random, HttpAnswer one, HttpAnswer other) {
    List<Header> headers = new ArrayList<>(one.headers());
    headers.addAll(other.headers());
    headers.removeIf(header -> random.nextInt(3) == 0);
    return new HttpAnswer(
        random.nextBoolean() ? one.status() : 100 + random.nextInt(900),
        random.nextBoolean() ? one.reason() : other.reason(),
        headers.stream()
            .limit(40)
            .map(header -> new Header(header.name(), text(random, header.value())))
            .toList(),
        text(random, spliced(random, one.bodyLatin1(), other.bodyLatin1())).getBytes(ISO_8859_1));
  }

  private static String spliced(Random random, String one, String other) {
    String spliced =
        one.substring(0, random.nextInt(one.length() + 1))
            + other.substring(random.nextInt(other.length() + 1))
            + one.substring(random.nextInt(one.length() + 1));
    return spliced.substring(0, Math.min(spliced.length(), 8192));
  }

  /** A few characters changed, doubled or cut out. */
  private static String text(Random random, String of) {
    StringBuilder text = new StringBuilder(of);
    for (int change = random.nextInt(4); change > 0 && !text.isEmpty(); change--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(256));
        case 1 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
        default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
      }
    }
    return text.toString();
  }

  private static URI asked(Random random) {
    return URI.create(
        pick(
            random,
            Arrays.asList(
                "http://wiki.corp.example/start",
                "https://10.0.0.1:8443/",
                "http://[fd00::1]/x?y",
                "http://localhost")));
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
