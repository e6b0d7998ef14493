package preflight.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataServerTest {

  private static final String TOKEN = "instance/service-accounts/default/token";

  private final MetadataServer metadata = MetadataServer.start();

  @AfterEach
  void close() {
    metadata.close();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      textBlock =
          """
          project/project-id                                    | my-project
          project/numeric-project-id                            | 123456789012
          instance/region                                       | projects/123456789012/regions/europe-west1
          instance/zone                                         | projects/123456789012/zones/europe-west1-1
          instance/id                                           | 00f46b9285a1c7d3e8
          universe/universe-domain                              | googleapis.com
          instance/service-accounts/default/email               | my-agent@my-project.iam.gserviceaccount.com
          instance/service-accounts/default/aliases             | default
          instance/service-accounts/default/scopes              | https://www.googleapis.com/auth/cloud-platform
          instance/service-accounts/default/token               | {"access_token":"token-of-the-job","expires_in":3599,"token_type":"Bearer"}
          instance/service-accounts/default/?recursive=true     | {"aliases":["default"],"email":"my-agent@my-project.iam.gserviceaccount.com","scopes":["https://www.googleapis.com/auth/cloud-platform"]}
          """,
      delimiter = '|',
      quoteCharacter = '`')
  void entryHasItsValue(String entry, String value) throws IOException {
    Exchange answer = ask(entry);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().strip()).isEqualTo(value);
    assertThat(answer.field("Metadata-Flavor")).isEqualTo("Google");
    assertThat(answer.field("Server")).isEqualTo("Metadata Server for Serverless");
  }

  @Test
  void directoriesListWhatCloudRunHas() throws IOException {
    assertThat(ask("instance/").body()).isEqualTo("id\nregion\nservice-accounts/\nzone\n");
    assertThat(ask("instance/service-accounts/").body().lines())
        .containsExactly("default/", "my-agent@my-project.iam.gserviceaccount.com/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"instance/service-account/token", "instance/attributes/", "instance/hostname"})
  void unknownEntryIsNotFound(String entry) throws IOException {
    Exchange answer = ask(entry);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("<title>Error 404 (Not Found)!!1</title>");
    assertThat(answer.field("Metadata-Flavor")).isEqualTo("Google");
  }

  @Test
  void requestWithoutFlavorIsForbidden() throws IOException {
    var answer = exchange("GET /computeMetadata/v1/" + TOKEN + " HTTP/1.1");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 403 Forbidden");
    assertThat(answer.field("Metadata-Flavor")).isEqualTo("Google");
    assertThat(answer.body()).contains("Missing Metadata-Flavor:Google header.");
  }

  @Test
  void forwardedRequestIsForbidden() throws IOException {
    var answer =
        exchange(
            "GET /computeMetadata/v1/" + TOKEN + " HTTP/1.1",
            "Metadata-Flavor: Google",
            "X-Forwarded-For: 10.0.0.1");

    assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 403 Forbidden");
    assertThat(answer.body()).doesNotContain("token-of-the-job");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 503})
  void tokenIsRefusedAndTheRestIsServed(int status) throws IOException {
    metadata.inject(Fault.refusing(status).onPathsEndingIn("/token"));

    assertThat(ask(TOKEN).status()).isEqualTo(status);
    assertThat(ask(TOKEN).field("Metadata-Flavor")).isEqualTo("Google");
    assertThat(ask("project/project-id").status()).isEqualTo(200);
  }

  @Test
  void firstRequestsFailAndLaterOnesDoNot() throws IOException {
    metadata.inject(Fault.refusing(503).atFirst(2));

    assertThat(ask(TOKEN).status()).isEqualTo(503);
    assertThat(ask(TOKEN).status()).isEqualTo(503);
    assertThat(ask(TOKEN).status()).isEqualTo(200);
  }

  @Test
  void slowAnswerComesAfterItsTime() throws IOException {
    metadata.inject(new Fault.Slow(Duration.ofMillis(120)));

    long start = System.nanoTime();
    assertThat(ask(TOKEN).status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(119));
  }

  @Test
  void anotherMachineAnswersUnderItsOwnIdentity() throws IOException {
    metadata.speakFor(MachineIdentity.proxyHost());

    assertThat(ask("project/project-id").body()).isEqualTo("network-host");
    assertThat(ask(TOKEN).body()).contains("token-of-the-proxy-host");
    assertThat(ask(TOKEN).field("Server")).isEqualTo("Metadata Server for VM");
  }

  @Test
  void requestsAreRecordedAsTheyCame() throws IOException {
    ask("instance/service-accounts/default/?recursive=true");

    assertThat(metadata.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.method()).isEqualTo("GET");
          assertThat(request.target())
              .isEqualTo("/computeMetadata/v1/instance/service-accounts/default/?recursive=true");
          assertThat(request.headers().first("metadata-flavor")).hasValue("Google");
        });
  }

  private Exchange ask(String entry) throws IOException {
    return exchange("GET /computeMetadata/v1/" + entry + " HTTP/1.1", "Metadata-Flavor: Google");
  }

  private Exchange exchange(String... lines) throws IOException {
    var withClose = new ArrayList<>(List.of(lines));
    withClose.add("Connection: close");
    return Exchange.with(metadata.address(), withClose.toArray(String[]::new));
  }
}
