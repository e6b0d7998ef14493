package preflight.agent.upload;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import preflight.diagnosis.Cause;
import preflight.diagnosis.Confidence;
import preflight.diagnosis.Finding;
import preflight.diagnosis.Remedy;
import preflight.diagnosis.Severity;
import preflight.diagnosis.Verdict;
import preflight.observation.MetadataIdentity;
import preflight.observation.Observation;
import preflight.route.Route;

/** What a verdict says of its own upload that failed: the cause, and who does what about it. */
final class UploadNote {

  private UploadNote() {}

  static Finding of(UploadFailure failure, Bucket bucket, Verdict verdict) {
    return new Finding(
        Cause.VERDICT_NOT_UPLOADED,
        Severity.NOTE,
        Confidence.CERTAIN,
        bucket.toString(),
        "this verdict is not in " + bucket + ": " + why(failure.kind()),
        List.of(sentence(failure.detail())),
        remedy(failure.kind(), bucket, account(verdict)),
        List.of());
  }

  private static String why(UploadFailure.Kind kind) {
    return switch (kind) {
      case NO_METADATA -> "no metadata server could be trusted with a request for a token";
      case NO_TOKEN -> "the metadata server gives no token";
      case NO_LIBRARY -> "this installation lacks Cloud Storage's library";
      case TOKEN_REFUSED -> "Cloud Storage does not accept the job's token";
      case DENIED -> "the job's account may not write there";
      case NO_BUCKET -> "there is no such bucket";
      case EXISTS -> "an object of its name is there already, and stays as it is";
      case BUSY -> "Cloud Storage has no time for it";
      case REFUSED -> "Cloud Storage refuses the request";
      case INTERCEPTED -> "somebody on the way answers instead of Cloud Storage";
      case PROXY_REFUSED -> "the proxy does not let the request through";
      case TLS_NOT_GOOGLES -> "TLS to Cloud Storage leads to no public root or breaks";
      case NAME_UNKNOWN -> "storage.googleapis.com has no address here";
      case UNREACHABLE -> "Cloud Storage cannot be reached";
      case TOO_LATE -> "the time for it was over";
      case BUG -> "a fault of Preflight's own";
    };
  }

  private static Remedy remedy(UploadFailure.Kind kind, Bucket bucket, String account) {
    return switch (kind) {
      case NO_METADATA, NO_TOKEN -> text("Mend the metadata server's finding first.");
      case NO_LIBRARY -> text("Install Preflight whole, with the folder google in its home.");
      case TOKEN_REFUSED ->
          text("See which metadata server gave it; a token of the platform's own is accepted.");
      case DENIED ->
          new Remedy(
              "Have the bucket's owner grant the job's account the right to create objects.",
              Map.of(),
              List.of(
                  ("gcloud storage buckets add-iam-policy-binding %s --member=serviceAccount:%s"
                          + " --role=roles/storage.objectCreator")
                      .formatted(bucket, account)));
      case NO_BUCKET ->
          new Remedy(
              "Correct --upload, or have the platform's team make the bucket.",
              Map.of(),
              List.of(
                  "gcloud storage buckets create " + bucket + " --uniform-bucket-level-access"));
      case EXISTS ->
          text("Nothing, where that object is this attempt's; else choose another prefix.");
      case BUSY, TOO_LATE -> text("Nothing, where it happens once; the log has the verdict.");
      case REFUSED -> text("Read Cloud Storage's words above.");
      case INTERCEPTED, PROXY_REFUSED ->
          text("Have storage.googleapis.com allowed through the proxy, or reach it without.");
      case TLS_NOT_GOOGLES ->
          text(
              "Have storage.googleapis.com exempted from TLS inspection: a token goes to Google"
                  + " alone.");
      case NAME_UNKNOWN, UNREACHABLE ->
          text(
              "Let the job reach storage.googleapis.com: Private Google Access on its subnet, or"
                  + " Cloud NAT; --target google=storage names what stands in between.");
      case BUG -> text("Report this line.");
    };
  }

  private static Remedy text(String text) {
    return new Remedy(text, Map.of(), List.of());
  }

  private static String account(Verdict verdict) {
    return verdict.targets().stream()
        .flatMap(result -> result.checks().stream())
        .filter(check -> check.route() instanceof Route.Direct)
        .flatMap(check -> check.all(Observation.IdentityCheck.class))
        .flatMap(check -> check.metadata().stream())
        .map(MetadataIdentity::email)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("SERVICE_ACCOUNT");
  }

  private static String sentence(String text) {
    boolean url = text.matches("\\w+://.*");
    String first = url ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return first.endsWith(".") ? first : first + ".";
  }
}
