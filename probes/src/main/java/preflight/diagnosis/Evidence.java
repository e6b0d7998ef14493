package preflight.diagnosis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.observation.AddressSpace;
import preflight.observation.Failure.Code;
import preflight.observation.Failure.Permanence;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation;
import preflight.observation.Outcome;
import preflight.observation.RouteCheck;
import preflight.plan.Container;
import preflight.plan.Plan;
import preflight.plan.Target;
import preflight.plan.UriPort;
import preflight.route.Route;
import preflight.route.RouteTable;

/** Everything that one run saw. Rules ask it questions; nothing may change it. */
public final class Evidence {

  private final Plan plan;
  private final Container container;
  private final RouteTable routes;
  private final List<RouteCheck> checks;
  private final Optional<RouteCheck> control;
  private final Map<Target, List<RouteCheck>> byTarget;
  private final Optional<MetadataIdentity> ownIdentity;
  private final Map<Target, TargetOutcome> outcomes = new HashMap<>();

  /**
   * Takes what was seen, and indexes it once.
   *
   * @param plan what was asked for
   * @param container the surroundings, its settings among them
   * @param routes how each client family reads those settings
   * @param checks what was seen, a check a target and route
   * @param control what was seen of the plan's control host, where it was asked; no target's
   */
  public Evidence(
      Plan plan,
      Container container,
      RouteTable routes,
      List<RouteCheck> checks,
      Optional<RouteCheck> control) {
    this.plan = plan;
    this.container = container;
    this.routes = routes;
    this.checks = List.copyOf(checks);
    this.control = control;
    this.byTarget = this.checks.stream().collect(Collectors.groupingBy(RouteCheck::target));
    this.ownIdentity =
        of(Target.Kind.METADATA)
            .filter(check -> check.route() instanceof Route.Direct)
            .filter(RouteCheck::reached)
            .flatMap(check -> check.all(Observation.IdentityCheck.class))
            .flatMap(check -> check.metadata().stream())
            .findFirst();
    byTarget.forEach((target, all) -> outcomes.put(target, judged(all)));
  }

  /** The same where no control host was asked. */
  public Evidence(Plan plan, Container container, RouteTable routes, List<RouteCheck> checks) {
    this(plan, container, routes, checks, Optional.empty());
  }

  public Plan plan() {
    return plan;
  }

  public Container container() {
    return container;
  }

  public RouteTable routes() {
    return routes;
  }

  public List<RouteCheck> checks() {
    return checks;
  }

  /** What the control host said; empty where nobody had to ask it. */
  public Optional<RouteCheck> control() {
    return control;
  }

  /** The checks of one target. */
  public List<RouteCheck> of(Target target) {
    return byTarget.getOrDefault(target, List.of());
  }

  /** The checks of targets of one kind. */
  public Stream<RouteCheck> of(Target.Kind kind) {
    return checks.stream().filter(check -> check.target().kind() == kind);
  }

  /** The direct checks of the same target, for comparison. */
  public Stream<RouteCheck> direct(Target target) {
    return of(target).stream().filter(check -> check.route() instanceof Route.Direct);
  }

  /** What the target's checks come to: counted routes decide, or all where none is counted. */
  public TargetOutcome outcome(Target target) {
    return outcomes.getOrDefault(target, TargetOutcome.NOT_READY);
  }

  private TargetOutcome judged(List<RouteCheck> all) {
    List<RouteCheck> counted = all.stream().filter(RouteCheck::counted).toList();
    if (counted.isEmpty() ? anyWorks(all) : allWork(counted)) {
      return counted.isEmpty() || counted.stream().noneMatch(Evidence::partly)
          ? TargetOutcome.REACHABLE
          : TargetOutcome.DEGRADED;
    }
    if (counted.isEmpty()
        ? all.stream().anyMatch(Evidence::notFollowed)
        : counted.stream().allMatch(check -> works(check) || notFollowed(check))) {
      return TargetOutcome.DEGRADED;
    }
    boolean askedEnough =
        (counted.isEmpty() ? all : counted)
            .stream().anyMatch(check -> !works(check) && askedEnough(check));
    return askedEnough ? TargetOutcome.UNREACHABLE : TargetOutcome.NOT_READY;
  }

  /** Whether this check's failure makes its target fail. */
  public boolean decides(RouteCheck check) {
    return !outcome(check.target()).usable()
        && !works(check)
        && !notFollowed(check)
        && weighs(check);
  }

  /** The checks that make their target fail, with one of {@code codes}. */
  public Stream<RouteCheck> deciding(Code... codes) {
    return checks.stream().filter(this::decides).filter(check -> check.failedWith(codes));
  }

  /** Whether this check leaves open if its target works: the reader has to look. */
  public boolean leavesOpen(RouteCheck check) {
    return notFollowed(check)
        && weighs(check)
        && outcome(check.target()) != TargetOutcome.REACHABLE;
  }

  /** Whether a client that counts goes this way, or nobody counts. */
  public boolean weighs(RouteCheck check) {
    return check.counted() || of(check.target()).stream().noneMatch(RouteCheck::counted);
  }

  /** Whether Preflight does not speak what the way needs: a client that does may well get there. */
  private static boolean notFollowed(RouteCheck check) {
    return check.failedWith(Code.ROUTE_UNSUPPORTED, Code.TLS_CLIENT_CERTIFICATE);
  }

  /** How much the failure of these checks matters. */
  public Severity severity(List<RouteCheck> failed) {
    if (failed.stream().anyMatch(this::blocks)) {
      return Severity.ERROR;
    }
    return failed.stream().anyMatch(this::decides) ? Severity.WARNING : Severity.NOTE;
  }

  /** Whom the container's own metadata server speaks for, as the direct route by address saw it. */
  public Optional<MetadataIdentity> ownIdentity() {
    return ownIdentity;
  }

  /** Whether it was asked again, or ended in a way that no second question changes. */
  private static boolean askedEnough(RouteCheck check) {
    return check.attempts().size() > 1
        || check.reached()
        || check
            .failure()
            .filter(failure -> failure.code().permanence() == Permanence.PERMANENT)
            .isPresent();
  }

  /** Whether the service that was asked answered: another machine's token is worse than none. */
  private boolean works(RouteCheck check) {
    return check.reached()
        && !speaksForAnother(check)
        && !leavesThePrivateNetwork(check)
        && !unexpected(check);
  }

  /** Whether it was answered, and not as the plan expects of an account or an egress address. */
  public boolean unexpected(RouteCheck check) {
    return BrokenExpectation.in(check, plan.expectations());
  }

  /**
   * Whether the gate stays closed because of this target: a required one that fails, or any that
   * answers and breaks an expectation.
   */
  public boolean blocks(Target target) {
    return of(target).stream().anyMatch(this::blocks)
        || (target.required() && !outcome(target).usable());
  }

  private boolean blocks(RouteCheck check) {
    return decides(check) && (check.target().required() || unexpected(check));
  }

  /** Whether a name that must lead to private addresses leads to others, as the resolver says. */
  public boolean leavesThePrivateNetwork(RouteCheck check) {
    return plan.expectations().privately(check.target().host())
        && check.route() instanceof Route.Direct
        && check
            .all(Observation.NameLookup.class)
            .flatMap(lookup -> lookup.addresses().stream())
            .anyMatch(address -> AddressSpace.of(address) == AddressSpace.PUBLIC);
  }

  /**
   * Whether a metadata server answered that is not this container's, through a proxy or because the
   * name leads to it; one that a client was told of by another name was meant.
   */
  public boolean speaksForAnother(RouteCheck check) {
    boolean meantOurs =
        check.route().proxy().isPresent()
            || UriPort.host(check.url()).equals(UriPort.host(check.target().uri()));
    return meantOurs
        && check
            .all(Observation.IdentityCheck.class)
            .flatMap(identity -> identity.metadata().stream())
            .anyMatch(theirs -> ownIdentity().filter(theirs::contradicts).isPresent());
  }

  private boolean anyWorks(List<RouteCheck> checks) {
    return checks.stream().anyMatch(this::works);
  }

  private boolean allWork(List<RouteCheck> checks) {
    return checks.stream().allMatch(this::works);
  }

  private static boolean partly(RouteCheck check) {
    return check
            .all(Observation.TcpConnect.class)
            .flatMap(connect -> connect.dials().stream())
            .anyMatch(dial -> dial.outcome() instanceof Outcome.Failed)
        || check
            .all(Observation.IdentityCheck.class)
            .anyMatch(identity ->
                identity.recognition() == Observation.Recognition.CERTIFICATE
                    && check.target().kind() != Target.Kind.HTTP);
  }
}
