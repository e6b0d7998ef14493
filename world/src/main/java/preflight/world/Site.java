package preflight.world;

/**
 * A service under a name.
 *
 * @param contextPath the path below which it lives: empty, or beginning with a slash
 */
public record Site(Service service, String host, String contextPath) {

  /** Whose marks the answers carry. */
  public enum Service {
    GITHUB,
    JIRA,
    NEXUS,
    /** One of Google's APIs, which has nothing to show without a token. */
    GOOGLE,
    /** A web server that says nothing about itself, as behind a proxy that strips headers. */
    ANONYMOUS
  }

  /** GitHub, as seen from outside. */
  public static final Site GITHUB = new Site(Service.GITHUB, "github.test", "");

  /** A Jira below a context path. */
  public static final Site JIRA = new Site(Service.JIRA, "jira.corp.test", "/jira");

  /** A Nexus below a context path. */
  public static final Site NEXUS = new Site(Service.NEXUS, "nexus.corp.test", "/nexus");

  /** Cloud Storage. */
  public static final Site STORAGE = new Site(Service.GOOGLE, "storage.googleapis.com", "");

  /** A web server without marks. */
  public static final Site ANONYMOUS = new Site(Service.ANONYMOUS, "www.corp.test", "");
}
