package preflight.world;

/**
 * Answers that real services are known for: status, header fields and content as far as they tell
 * one situation from another.
 */
public enum KnownAnswer {
  /** GitHub counts unauthenticated requests by address, and this one has used up its own. */
  GITHUB_RATE_LIMIT(
      github(403)
          .with("X-RateLimit-Limit", "60")
          .with("X-RateLimit-Remaining", "0")
          .with("X-RateLimit-Reset", "1767323045"),
      "{\"message\":\"API rate limit exceeded for 203.0.113.7.\"}"),
  /** GitHub finds the requests too many at once. */
  GITHUB_SECONDARY_LIMIT(
      github(429).with("Retry-After", "60"),
      "{\"message\":\"You have exceeded a secondary rate limit.\"}"),
  /** Jira reindexes, and takes no requests meanwhile. */
  JIRA_MAINTENANCE(json(503).with("X-AREQUESTID", "1005x42x1"), "{\"state\":\"MAINTENANCE\"}"),
  /** A sign-on gateway in front of a service sends whoever asks to the identity provider. */
  SSO_REDIRECT(
      text(302).with("Location", "https://sso.corp.test/saml2/idp?SAMLRequest=c3RhbmQtaW4"), ""),
  /** Nexus is up, and not ready yet. */
  NEXUS_STARTING(text(503).with("Server", "Nexus/3.61.0-02 (OSS)"), ""),
  /** A service that tells the caller's address: 203.0.113.7, whoever asks. */
  CALLER_ADDRESS(Response.of(200, "text/plain", ""), "203.0.113.7\n"),
  /** The account has no role that allows it. */
  GOOGLE_ROLE_MISSING(
      google(403),
      error(
          "Permission 'secretmanager.versions.access' denied on resource (or it may not exist).",
          "IAM_PERMISSION_DENIED")),
  /** The API is not enabled in the project. */
  GOOGLE_API_DISABLED(
      google(403),
      error(
          "Secret Manager API has not been used in project 4711 before or it is disabled.",
          "SERVICE_DISABLED")),
  /** The token's scopes do not cover the API. */
  GOOGLE_SCOPE_INSUFFICIENT(
      google(403),
      error("Request had insufficient authentication scopes.", "ACCESS_TOKEN_SCOPE_INSUFFICIENT")),
  /** A VPC Service Controls perimeter keeps the request out. */
  GOOGLE_PERIMETER(
      google(403),
      error(
          "Request is prohibited by organization's policy. vpcServiceControlsUniqueIdentifier:"
              + " Zm9vYmFy",
          "SECURITY_POLICY_VIOLATED")),
  /** Nobody said who asks. */
  GOOGLE_ANONYMOUS(
      google(403),
      "{\"error\":{\"code\":403,\"message\":\"Method doesn't allow unregistered callers (callers"
          + " without established identity).\",\"status\":\"PERMISSION_DENIED\"}}");

  @SuppressWarnings("ImmutableEnumChecker") // a record of a list that nobody changes
  private final Response response;

  KnownAnswer(Response head, String body) {
    this.response = new Response(head.status(), head.headers(), body);
  }

  Response response() {
    return response;
  }

  private static Response text(int status) {
    return Response.of(status, "text/html; charset=utf-8", "");
  }

  private static Response json(int status) {
    return Response.of(status, "application/json; charset=utf-8", "");
  }

  private static Response github(int status) {
    return json(status)
        .with("Server", "github.com")
        .with("X-GitHub-Request-Id", "C0DE:1F2A3:4B5C6D:7E8F90:6740A1B2");
  }

  private static Response google(int status) {
    return json(status).with("Server", "ESF").with("Vary", "Origin, X-Origin, Referer");
  }

  /** The error model of Google's APIs, with an ErrorInfo. */
  private static String error(String message, String reason) {
    return """
    {"error":{"code":403,"message":"%s","status":"PERMISSION_DENIED","details":[{\
    "@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"%s",\
    "domain":"googleapis.com","metadata":{"service":"secretmanager.googleapis.com"}}]}}\
    """
        .formatted(message, reason);
  }
}
