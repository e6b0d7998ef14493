package preflight.world;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The entries that Cloud Run's metadata server has, and no others that a VM's has besides. */
final class MetadataTree {

  private static final String ROOT = "/computeMetadata/v1/";
  private static final String TEXT = "application/text";
  private static final String JSON = "application/json";

  private MetadataTree() {}

  /** What stands at this target, with its query; empty where nothing does. */
  static Optional<Response> find(MachineIdentity identity, String target) {
    String path = target.replaceFirst("\\?.*", "");
    if (path.equals("/")) {
      return Optional.of(Response.of(200, TEXT, "computeMetadata/\n"));
    }
    if (!path.startsWith(ROOT)) {
      return Optional.empty();
    }
    Map<String, String> entries = entries(identity);
    String name = path.substring(ROOT.length());
    if (entries.containsKey(name)) {
      String value = entries.get(name);
      return Optional.of(Response.of(200, value.startsWith("{") ? JSON : TEXT, value));
    }
    if (isAccount(name) && target.contains("recursive=true")) {
      return Optional.of(Response.of(200, JSON, accountAsJson(identity)));
    }
    return listing(entries, name).map(names -> Response.of(200, TEXT, names));
  }

  private static Map<String, String> entries(MachineIdentity identity) {
    var entries = new TreeMap<String, String>();
    String place = "projects/" + identity.projectNumber();
    entries.put("project/project-id", identity.projectId());
    entries.put("project/numeric-project-id", Long.toString(identity.projectNumber()));
    entries.put("instance/id", identity.instanceId());
    entries.put("instance/region", place + "/regions/" + identity.region());
    entries.put("instance/zone", place + "/zones/" + identity.region() + "-1");
    entries.put("universe/universe-domain", "googleapis.com");
    for (String account : new String[] {"default", identity.email()}) {
      String at = "instance/service-accounts/" + account + "/";
      entries.put(at + "aliases", "default\n");
      entries.put(at + "email", identity.email());
      entries.put(at + "scopes", String.join("\n", identity.scopes()) + "\n");
      entries.put(at + "token", token(identity));
    }
    return entries;
  }

  private static boolean isAccount(String name) {
    return name.matches("instance/service-accounts/[^/]+/");
  }

  private static String token(MachineIdentity identity) {
    return "{\"access_token\":\"%s\",\"expires_in\":3599,\"token_type\":\"Bearer\"}"
        .formatted(identity.accessToken());
  }

  private static String accountAsJson(MachineIdentity identity) {
    String scopes =
        identity.scopes().stream()
            .map(scope -> '"' + scope + '"')
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"aliases\":[\"default\"],\"email\":\"%s\",\"scopes\":%s}"
        .formatted(identity.email(), scopes);
  }

  /** The names right below a directory, one a line; empty where there is no such directory. */
  private static Optional<String> listing(Map<String, String> entries, String directory) {
    if (!directory.isEmpty() && !directory.endsWith("/")) {
      return Optional.empty();
    }
    String names =
        entries.keySet().stream()
            .filter(name -> name.startsWith(directory))
            .map(name -> name.substring(directory.length()).replaceFirst("/.*", "/"))
            .distinct()
            .collect(Collectors.joining("\n"));
    return names.isEmpty() ? Optional.empty() : Optional.of(names + "\n");
  }
}
