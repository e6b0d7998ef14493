package preflight.route;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import preflight.plan.ClientSelection;
import preflight.plan.Container;
import preflight.plan.Target;

/** How each client family reads one container's proxy settings. */
public final class RouteTable {

  private final Container container;

  private RouteTable(Container container) {
    this.container = container;
  }

  /** Reads the container's settings; never throws for what stands in them. */
  public static RouteTable of(Container container) {
    return new RouteTable(container);
  }

  /** Which way {@code family}'s request for {@code url} goes. */
  public Decision decide(ClientFamily family, URI url) {
    return new Decision(family, url, new Route.Direct(), Optional.empty(), Optional.empty());
  }

  /** Where {@code family} asks the metadata server: by name or by address, overrides followed. */
  public URI metadataUrl(ClientFamily family) {
    return URI.create("http://metadata.google.internal/" + container.root() + family);
  }

  /** The families that may ask a target of this kind at all (git asks no metadata server). */
  public List<ClientFamily> asking(Target.Kind kind) {
    return kind == Target.Kind.DNS ? List.of() : List.of(ClientFamily.values());
  }

  /** The families that count; empty where {@code auto} finds no tool. */
  public List<ClientFamily> counted(ClientSelection selection) {
    return selection instanceof ClientSelection.Auto ? List.of() : List.of(ClientFamily.CURL);
  }

  /**
   * Anything said by the settings that a reader should know, for example an unsupported PAC file.
   */
  public Optional<String> remark() {
    return Optional.empty();
  }
}
