package preflight.plan;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one run shall look at, and how long it may take.
 *
 * @param targets in the order that the reader gave them; the metadata server first, where asked
 * @param clients the client families whose routes count
 * @param deadline for the whole run, from its start
 * @param attemptTimeout cap for each attempt at one target along one route
 * @param metadataHost the metadata server's address as the direct route asks it
 * @param inspection whether TLS that is opened on the way, and trusted, is worth a note
 * @param control a public host whose port 443 is asked only where the targets alone cannot tell
 *     whether the internet is silent or one host of it
 * @param expectations what must hold beyond an answer
 * @param extraRequests whether a proxy may be asked to name itself
 */
public record Plan(
    List<Target> targets,
    ClientSelection clients,
    Duration deadline,
    Duration attemptTimeout,
    InetSocketAddress metadataHost,
    TlsInspection inspection,
    String control,
    Expectations expectations,
    ExtraRequests extraRequests) {

  /** 90 s: Direct VPC egress may take a minute to come up, Cloud NAT 30 s. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(90);

  /** 10 s: three SYN retransmissions. */
  public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

  /** Where the metadata server answers on Google Cloud. */
  public static final InetSocketAddress METADATA_SERVER =
      new InetSocketAddress("169.254.169.254", 80);

  /** Whom everybody on Google Cloud is allowed to ask. */
  public static final String DEFAULT_CONTROL = "storage.googleapis.com";

  /** How long an optional metadata server is waited for where nothing says Cloud Run. */
  public static final Duration ABSENT_METADATA_CAP = Duration.ofSeconds(3);

  /** How long optional targets are waited for once every required one has answered. */
  public static final Duration OPTIONAL_GRACE = Duration.ofSeconds(5);

  public Plan {
    targets = List.copyOf(targets);
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("the deadline is longer than zero: " + deadline);
    }
    if (attemptTimeout.isNegative() || attemptTimeout.isZero()) {
      throw new IllegalArgumentException(
          "the attempt timeout is longer than zero: " + attemptTimeout);
    }
  }

  /** A plan that reports TLS inspection, asks the usual control host, and expects nothing. */
  public Plan(
      List<Target> targets,
      ClientSelection clients,
      Duration deadline,
      Duration attemptTimeout,
      InetSocketAddress metadataHost) {
    this(
        targets,
        clients,
        deadline,
        attemptTimeout,
        metadataHost,
        TlsInspection.REPORTED,
        DEFAULT_CONTROL,
        Expectations.NONE,
        ExtraRequests.WHERE_UNDECIDED);
  }

  /** These targets, and the defaults: the families whose tools are there, 90 s, 10 s an attempt. */
  public static Plan of(Target... targets) {
    return new Plan(
        List.of(targets),
        new ClientSelection.Auto(),
        DEFAULT_DEADLINE,
        DEFAULT_ATTEMPT_TIMEOUT,
        METADATA_SERVER);
  }

  /** The same plan with another deadline. */
  public Plan within(Duration otherDeadline) {
    return within(otherDeadline, attemptTimeout);
  }

  /** The same plan with another deadline and another cap for each attempt. */
  public Plan within(Duration otherDeadline, Duration otherAttemptTimeout) {
    return changed(copy -> {
      copy.deadline = otherDeadline;
      copy.attemptTimeout = otherAttemptTimeout;
    });
  }

  /** The same plan where trusted TLS inspection is nothing to speak of. */
  public Plan allowingTlsInspection() {
    return changed(copy -> copy.inspection = TlsInspection.ALLOWED);
  }

  /** The same plan with another control host. */
  public Plan controlledBy(String otherControl) {
    return changed(copy -> copy.control = otherControl);
  }

  /** The same plan, of which more is expected. */
  public Plan expecting(Expectations others) {
    return changed(copy -> copy.expectations = others);
  }

  /** The same plan, in which nothing but the targets is asked. */
  public Plan withoutUnmasking() {
    return changed(copy -> copy.extraRequests = ExtraRequests.NEVER);
  }

  /** The metadata target, where the plan has one. */
  public Optional<Target> metadata() {
    return targets.stream().filter(target -> target.kind() == Target.Kind.METADATA).findFirst();
  }

  private Plan changed(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.plan();
  }

  /** A plan's parts that a caller may change, one at a time. */
  private static final class Copy {

    private final Plan original;
    private Duration deadline;
    private Duration attemptTimeout;
    private TlsInspection inspection;
    private String control;
    private Expectations expectations;
    private ExtraRequests extraRequests;

    Copy(Plan original) {
      this.original = original;
      deadline = original.deadline;
      attemptTimeout = original.attemptTimeout;
      inspection = original.inspection;
      control = original.control;
      expectations = original.expectations;
      extraRequests = original.extraRequests;
    }

    Plan plan() {
      return new Plan(
          original.targets,
          original.clients,
          deadline,
          attemptTimeout,
          original.metadataHost,
          inspection,
          control,
          expectations,
          extraRequests);
    }
  }
}
