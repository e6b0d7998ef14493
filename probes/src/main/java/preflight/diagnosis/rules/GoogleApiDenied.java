package preflight.diagnosis.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Evidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Rule;
import preflight.diagnosis.Severity;
import preflight.diagnosis.ShellWord;
import preflight.identity.GoogleApiError;
import preflight.interception.Channel;
import preflight.observation.HttpAnswer;
import preflight.observation.MetadataIdentity;
import preflight.observation.RouteCheck;

/**
 * One of Google's APIs is reached and refuses in its own words. A warning: the network works, and
 * the workload may ask for something else.
 */
final class GoogleApiDenied implements Rule {

  private enum Denial {
    PERIMETER("a VPC Service Controls perimeter keeps the request out"),
    API_OFF("the API is not enabled in the project"),
    SCOPE("the token's scopes do not cover it"),
    ROLE("the account has no role that allows it");

    private final String words;

    Denial(String words) {
      this.words = words;
    }
  }

  /** Whoever opens TLS on the way passes Google's words on: they are not an intermediary's. */
  private static final Set<Channel> INSIDE_TLS =
      Set.of(Channel.VERIFIED_TLS, Channel.INSPECTED_TLS);

  @Override
  public Cause cause() {
    return Cause.GOOGLE_API_DENIED;
  }

  @Override
  public Stream<Finding> findings(Evidence evidence) {
    return Claim.grouped(
            evidence,
            ServiceAnswers.reached(evidence)
                .filter(GoogleApis::asks)
                .filter(check -> INSIDE_TLS.contains(Answerer.channel(check)))
                .filter(check -> denial(check).isPresent()),
            check -> List.of(Urls.host(check), denial(check)))
        .map(this::finding);
  }

  private static Optional<GoogleApiError> error(RouteCheck check) {
    return check
        .answer()
        .filter((HttpAnswer answer) -> answer.status() == 403)
        .flatMap(GoogleApiError::in);
  }

  private static Optional<Denial> denial(RouteCheck check) {
    return error(check).flatMap(GoogleApiDenied::denial);
  }

  /** The reasons are those of google.api.ErrorReason, and of the JSON APIs before it. */
  private static Optional<Denial> denial(GoogleApiError error) {
    String message = error.message();
    List<String> reasons = error.reasons();
    if (reasons.contains("SECURITY_POLICY_VIOLATED")
        || message.contains("vpcServiceControlsUniqueIdentifier")) {
      return Optional.of(Denial.PERIMETER);
    }
    if (reasons.contains("SERVICE_DISABLED") || reasons.contains("accessNotConfigured")) {
      return Optional.of(Denial.API_OFF);
    }
    if (reasons.contains("ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        || message.contains("insufficient authentication scopes")) {
      return Optional.of(Denial.SCOPE);
    }
    // Who asks without a token is refused as nobody: that says nothing about the account.
    boolean nobody = message.contains("nregistered callers") || message.contains("nonymous caller");
    return reasons.contains("IAM_PERMISSION_DENIED") && !nobody
        ? Optional.of(Denial.ROLE)
        : Optional.empty();
  }

  private Finding finding(Claim claim) {
    RouteCheck check = claim.first();
    GoogleApiError error = error(check).orElseThrow();
    Denial denial = denial(error).orElseThrow();
    return claim.finding(
        cause(),
        Severity.WARNING,
        Confidence.CERTAIN,
        "%s is reached, and refuses: %s".formatted(Urls.host(check), denial.words),
        List.of(
            "Asked for %s, it answers %s: %s"
                .formatted(check.url(), Answerer.inFull(check), sentence(error.message())),
            "The answer came inside TLS that is verified for Google's name: no proxy wrote it."),
        remedy(denial, claim),
        List.of());
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message : message + ".";
  }

  private static Remedy remedy(Denial denial, Claim claim) {
    Deployment job = Deployment.of(claim.evidence());
    String project = job.project().orElse("PROJECT");
    String account =
        claim.evidence().ownIdentity().flatMap(MetadataIdentity::email).orElse("SERVICE_ACCOUNT");
    return switch (denial) {
      case PERIMETER ->
          new Remedy(
              "Have the perimeter's owner let this project and account in; the identifier in the"
                  + " answer finds the denial in the audit log.",
              Map.of(),
              List.of(
                  "gcloud access-context-manager perimeters list --policy=POLICY_NUMBER"
                      + " # shows the perimeters"));
      case API_OFF ->
          new Remedy(
              "Enable the API in the project that the answer names.",
              Map.of(),
              List.of(
                  "gcloud services enable %s --project=%s"
                      .formatted(ShellWord.of(Urls.host(claim.first())), ShellWord.of(project))));
      case SCOPE ->
          new Remedy(
              "Let the workload ask for a token with the scope cloud-platform, and see which"
                  + " metadata server gave it this one.",
              Map.of(),
              List.of(job.show("its service account")));
      case ROLE ->
          new Remedy(
              "Grant the job's account the role that holds the permission in the answer, on the"
                  + " narrowest resource.",
              Map.of(),
              List.of(
                  "gcloud projects add-iam-policy-binding %s --member=serviceAccount:%s --role=ROLE"
                      .formatted(ShellWord.of(project), ShellWord.of(account))));
    };
  }
}
