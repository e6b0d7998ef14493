package preflight.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import preflight.Preflight;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Gate;
import preflight.plan.Container;
import preflight.report.JsonReport;
import preflight.world.DnsReply;
import preflight.world.DnsServer;

/** One thing that an installation needs in order to work. */
enum SelfCheck {
  RUNTIME("the Java runtime is 25 or newer", "install a newer one"),
  LAUNCHER("the launcher and its jvm.args are in place", "start this as 'preflight selftest'"),
  PAGES("every cause has its page", "install the jars of one version"),
  SCHEMA("the verdict's JSON Schema is there", "install the jars of one version"),
  VERDICT("a verdict is rendered as one JSON line", "install the jars of one version"),
  DNS("a nameserver on loopback is understood", "allow UDP on loopback"),
  HEALTHY("a healthy world on loopback opens the gate, TLS included", "allow TCP on loopback"),
  INCIDENT("a proxy that denies the metadata server is found", "allow TCP on loopback");

  private static final Duration BUDGET = Duration.ofSeconds(10);

  private final String claim;
  private final String mend;

  SelfCheck(String claim, String mend) {
    this.claim = claim;
    this.mend = mend;
  }

  /** What is so, where the check passes. */
  String claim() {
    return claim;
  }

  /** What to do where it does not. */
  String mend() {
    return mend;
  }

  /** What is wrong; empty where nothing is. */
  String problem(Installation installation) throws IOException, InterruptedException {
    return switch (this) {
      case RUNTIME -> unless(Runtime.version().feature() >= 25, "it is " + Runtime.version());
      case LAUNCHER -> launcher(installation);
      case PAGES -> pages();
      case SCHEMA ->
          unless(
              JsonReport.class.getResource("/preflight/report/verdict.schema.json") != null,
              "it is missing");
      case VERDICT -> verdict();
      case DNS -> dns();
      case HEALTHY -> inFolder(Rehearsal::healthy);
      case INCIDENT -> inFolder(Rehearsal::incident);
    };
  }

  private static String unless(boolean holds, String problem) {
    return holds ? "" : problem;
  }

  private static String launcher(Installation installation) {
    boolean gate = installation.launcher().filter(Files::isExecutable).isPresent();
    boolean options =
        installation.home().filter(home -> Files.isReadable(home.resolve("jvm.args"))).isPresent();
    return gate && options ? "" : gate ? "no jvm.args is known" : "no launcher is known";
  }

  private static String pages() {
    List<Cause> without =
        Arrays.stream(Cause.values())
            .filter(cause -> ExplainCommand.page(cause).isEmpty())
            .toList();
    return unless(without.isEmpty(), "none for " + without);
  }

  private static String verdict() {
    var container = new Container(Map.of(), Path.of("/"));
    byte[] line = JsonReport.verdict(Preflight.skipped(container, new Gate.Off("selftest")));
    String text = new String(line, StandardCharsets.UTF_8);
    return unless(text.startsWith("{") && text.indexOf('\n') == text.length() - 1, text);
  }

  private static String dns() throws IOException {
    try (var server = DnsServer.start()) {
      var address = InetAddress.getByAddress(new byte[] {10, 1, 2, 3});
      server.reply("selftest.test", new DnsReply.Addresses(List.of(address)));
      var resolver = new SimpleResolver(server.address());
      resolver.setTimeout(BUDGET);
      Name name = Name.fromString("selftest.test.");
      Message answer = resolver.send(Message.newQuery(Record.newRecord(name, Type.A, DClass.IN)));
      return unless(
          answer.getRcode() == Rcode.NOERROR && answer.getSection(Section.ANSWER).size() == 1,
          "it answers " + Rcode.string(answer.getRcode()));
    }
  }

  /** A play that needs a folder for its files. */
  @FunctionalInterface
  private interface Play {
    String problem(Path folder) throws IOException, InterruptedException;
  }

  private static String inFolder(Play play) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("preflight-selftest");
    try {
      return play.problem(folder);
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
