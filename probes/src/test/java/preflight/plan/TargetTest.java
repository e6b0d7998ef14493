package preflight.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import preflight.plan.Target.Kind;
import preflight.plan.Target.Need;

class TargetTest {

  @ParameterizedTest
  @CsvSource({
    "METADATA, metadata,       http://metadata.google.internal, metadata",
    "GITHUB,   github,         https://github.com,              github",
    "GITHUB,   github-2,       https://git.corp.example,        git.corp.example",
    "GOOGLE,   google-storage, https://storage.googleapis.com,  google-storage",
    "EGRESS,   egress,         https://ifconfig.example,        egress",
    "HTTP,     http,           https://pypi.example/simple/,    pypi.example",
    "HTTP,     http-2,         https://[2001:db8::5]:8443,      2001:db8::5",
    "DNS,      dns,            dns://db.corp.example,           db.corp.example",
    "TCP,      tcp-3,          tcp://db.corp.example:5432,      db.corp.example",
    "SSH,      ssh,            ssh://git.corp.example:22,       git.corp.example"
  })
  void sentencesCallItByWhatTellsItApart(Kind kind, String name, URI uri, String called) {
    assertThat(new Target(name, kind, Need.REQUIRED, uri).called()).isEqualTo(called);
  }
}
