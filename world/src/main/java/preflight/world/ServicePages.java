package preflight.world;

import java.util.Map;

/** What each service answers, with the headers by which it is known. */
final class ServicePages {

  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json;charset=UTF-8";

  private static final Map<String, String> GITHUB = Map.of("/", page("GitHub stand-in"));

  private static final Map<String, String> JIRA =
      Map.of(
          "/",
          page("Jira stand-in"),
          "/status",
          "{\"state\":\"RUNNING\"}",
          "/rest/api/2/serverInfo",
          "{\"baseUrl\":\"https://jira.corp.test/jira\",\"version\":\"9.12.5\","
              + "\"versionNumbers\":[9,12,5],\"deploymentType\":\"Server\","
              + "\"buildNumber\":912005,\"serverTitle\":\"Jira stand-in\"}");

  private static final Map<String, String> NEXUS =
      Map.of("/", page("Nexus stand-in"), "/service/rest/v1/status", "");

  private static final Map<String, String> ANONYMOUS = Map.of("/", page("Welcome"));

  private ServicePages() {}

  static Response answer(Site site, Request request) {
    Map<String, String> pages =
        switch (site.service()) {
          case GITHUB -> GITHUB;
          case JIRA -> JIRA;
          case NEXUS -> NEXUS;
          case GOOGLE -> Map.of();
          case ANONYMOUS -> ANONYMOUS;
        };
    String body = pages.get(below(site.contextPath(), request.path()));
    if (body == null) {
      return refusal(site, 404);
    }
    var response = Response.of(200, body.startsWith("{") ? JSON : HTML, body);
    return marked(site.service(), response, "OK");
  }

  static Response refusal(Site site, int status) {
    var reason = new Response(status, Headers.NONE, "").reason();
    var plain = Response.of(status, HTML, page(status + " " + reason));
    var response =
        marked(
            site.service(),
            plain,
            status == 403 ? "AUTHENTICATION_DENIED" : "AUTHENTICATED_FAILED");
    return switch (status) {
      case 302 -> response.with("Location", site.contextPath() + login(site.service()));
      case 401 -> response.with("WWW-Authenticate", challenge(site.service()));
      default -> response;
    };
  }

  /** The path below the context, and a path that no service has where it is not below it. */
  private static String below(String contextPath, String path) {
    if (path.equals(contextPath)) {
      return "/";
    }
    return path.startsWith(contextPath + "/") ? path.substring(contextPath.length()) : "";
  }

  private static Response marked(Site.Service service, Response response, String loginReason) {
    return switch (service) {
      case GITHUB ->
          response
              .with("Server", "github.com")
              .with("X-GitHub-Request-Id", "C0DE:1F2A3:4B5C6D:7E8F90:6740A1B2");
      case JIRA ->
          response.with("X-AREQUESTID", "1005x42x1").with("X-Seraph-LoginReason", loginReason);
      case NEXUS -> response.with("Server", "Nexus/3.61.0-02 (OSS)");
      case GOOGLE -> response.with("Server", "ESF");
      case ANONYMOUS -> response;
    };
  }

  private static String login(Site.Service service) {
    return switch (service) {
      case GITHUB, GOOGLE, ANONYMOUS -> "/login";
      case JIRA -> "/login.jsp";
      case NEXUS -> "/#user/login";
    };
  }

  private static String challenge(Site.Service service) {
    return switch (service) {
      case GITHUB -> "Basic realm=\"GitHub\"";
      case JIRA -> "OAuth realm=\"https%3A%2F%2Fjira.corp.test%2Fjira\"";
      case NEXUS -> "BASIC realm=\"Sonatype Nexus Repository Manager\"";
      case GOOGLE -> "Bearer realm=\"https://accounts.google.com/\"";
      case ANONYMOUS -> "Basic realm=\"restricted\"";
    };
  }

  private static String page(String title) {
    return "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head></html>\n";
  }
}
