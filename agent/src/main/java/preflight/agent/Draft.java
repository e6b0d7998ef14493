package preflight.agent;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import preflight.agent.upload.Bucket;
import preflight.agent.upload.UploadOn;
import preflight.diagnosis.Gate;
import preflight.plan.ClientSelection;
import preflight.plan.Container;
import preflight.plan.Job;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.report.JsonReport;
import preflight.report.PresentedChains;
import preflight.route.ClientFamily;

/** Settings while they are being read: the options' readers fill it in. */
final class Draft {

  boolean withoutMetadata;
  boolean tlsInspectionAllowed;
  boolean unmaskingForbidden;
  Duration deadline = Plan.DEFAULT_DEADLINE;
  Duration attemptTimeout = Plan.DEFAULT_ATTEMPT_TIMEOUT;
  Gate gate = new Gate.Enforce();
  OnFault onFault = OnFault.OPEN;
  Format format = Format.AUTO;
  @Nullable Bucket bucket;
  UploadOn uploadOn = UploadOn.BLOCKED;
  int blockedExitCode = ExitStatus.BLOCKED.code();
  InetSocketAddress metadataHost = Plan.METADATA_SERVER;
  String control = Plan.DEFAULT_CONTROL;
  final ExpectationsDraft expectations = new ExpectationsDraft();

  private final List<Target> targets = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, SavedFile> files = new LinkedHashMap<>();
  private final List<String> clients = new ArrayList<>();
  private Target.@Nullable Need metadata;

  /** Takes {@code KIND=VALUE}, or {@code metadata}. */
  void target(String text, Target.Need need) {
    if (text.equals(Target.Kind.METADATA.label())) {
      metadata = need;
      return;
    }
    Target target = TargetSyntax.read(text, need);
    int number = counts.merge(target.name(), 1, Integer::sum);
    targets.add(
        number == 1
            ? target
            : new Target(target.name() + "-" + number, target.kind(), need, target.uri()));
  }

  /** The verdict's line goes here once more. */
  void output(Path path) {
    save(new SavedFile("--output", path, verdict -> Optional.of(JsonReport.verdict(verdict))));
  }

  /** The authorities that nobody public vouches for go here. */
  void presentedCa(Path path) {
    save(new SavedFile("--presented-ca", path, PresentedChains::of));
  }

  private void save(SavedFile file) {
    files.put(file.option(), file);
  }

  /** Takes {@code auto}, or families separated by commas. */
  void clients(String text) {
    for (String label : Values.words(text)) {
      if (!label.equals("auto") && ClientFamily.of(label).isEmpty()) {
        List<String> known = Arrays.stream(ClientFamily.values()).map(ClientFamily::label).toList();
        throw new IllegalArgumentException(
            "unknown client family '"
                + Values.shown(label)
                + "'"
                + Spelling.hint(label, known)
                + "; families are auto, "
                + String.join(", ", known));
      }
      clients.add(label);
    }
    if (clients.contains("auto") && clients.size() > 1) {
      throw new IllegalArgumentException("auto stands alone; name families, or auto");
    }
  }

  /** The settings, for this container. */
  Settings finish(Container container) throws Refusal {
    List<Target> all = new ArrayList<>(targets);
    expectations.egressTarget().ifPresent(all::add);
    if (!withoutMetadata) {
      all.addFirst(metadataTarget(container));
    }
    if (withoutMetadata && expectations.needMetadata()) {
      throw new Refusal(
          Place.argument("--no-metadata"),
          "the metadata server alone tells account and scopes; leave this out, or --expect-...");
    }
    if (all.isEmpty()) {
      throw new Refusal(
          Place.argument("--no-metadata"),
          "nothing is left to probe; name a target, for example --target github=github.com");
    }
    var selection =
        clients.isEmpty() || clients.contains("auto")
            ? new ClientSelection.Auto()
            : new ClientSelection.Only(clients.stream().distinct().toList());
    var plan =
        new Plan(all, selection, deadline, attemptTimeout, metadataHost)
            .controlledBy(control)
            .expecting(expectations.finish());
    plan = unmaskingForbidden ? plan.withoutUnmasking() : plan;
    return new Settings(
        tlsInspectionAllowed ? plan.allowingTlsInspection() : plan,
        gate,
        onFault,
        format,
        List.copyOf(files.values()),
        Optional.ofNullable(bucket).map(place -> new Upload(place, uploadOn)),
        blockedExitCode);
  }

  private Target metadataTarget(Container container) {
    Target.Need need = metadata;
    if (need == null) {
      need = Job.of(container).onCloudRun() ? Target.Need.REQUIRED : Target.Need.OPTIONAL;
    }
    return new Target("metadata", Target.Kind.METADATA, need, metadataUri());
  }

  private URI metadataUri() {
    if (metadataHost.equals(Plan.METADATA_SERVER)) {
      return URI.create("http://metadata.google.internal/");
    }
    String host = metadataHost.getHostString();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + bracketed + ":" + metadataHost.getPort() + "/");
  }
}
