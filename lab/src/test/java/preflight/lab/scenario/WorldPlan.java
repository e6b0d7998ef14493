package preflight.lab.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world on paper.
 *
 * @param hosts by name, with the subnets that lead to them
 * @param nat the address that the internet sees of a host
 * @param names what DNS knows: a name, its addresses
 * @param nameservers of the job
 * @param search the job's search domains
 * @param sites what nginx serves
 * @param programs what else runs
 */
record WorldPlan(
    Map<String, Host> hosts,
    Map<String, String> nat,
    Map<String, List<String>> names,
    List<String> nameservers,
    List<String> search,
    List<Server> sites,
    List<Server> programs) {

  /** A machine with a namespace, an address and a cable to the router of its own. */
  record Host(List<Subnet> subnets, String address, Cable cable) {}

  /**
   * Something that listens.
   *
   * @param name of the site or program
   * @param on its host
   * @param address that it has to itself
   * @param port where it listens
   * @param as the file in {@code lab/sites} or {@code lab/programs} that says what it does
   * @param names under which it is known
   * @param certificate an authority of {@link Certificates}, or a fault; none is plain HTTP
   * @param with text for that file
   * @param after how long after the job's start it starts
   */
  record Server(
      String name,
      String on,
      String address,
      int port,
      String as,
      List<String> names,
      Optional<String> certificate,
      String with,
      Duration after) {}

  static WorldPlan of(Tree world) {
    world.only("hosts", "nat", "dns", "resolver", "sites", "programs");
    Map<String, Host> hosts = new LinkedHashMap<>();
    world
        .tree("hosts")
        .children()
        .forEach((name, host) ->
            hosts.put(
                name,
                new Host(
                    host.only("subnets", "address", "delay", "loss").texts("subnets").stream()
                        .map(Subnet::of)
                        .toList(),
                    host.require("address"),
                    Cable.of(host))));
    List<Server> sites = servers(world.tree("sites"), hosts);
    List<Server> programs = servers(world.tree("programs"), hosts);
    Tree resolver = world.tree("resolver").only("nameservers", "search");
    return new WorldPlan(
        hosts,
        world.tree("nat").textByKey(),
        names(world.tree("dns"), sites, programs),
        resolver.texts("nameservers"),
        resolver.texts("search"),
        sites,
        programs);
  }

  private static List<Server> servers(Tree all, Map<String, Host> hosts) {
    List<Server> servers = new ArrayList<>();
    all.children()
        .forEach((name, server) -> {
          server.only("at", "on", "as", "names", "certificate", "with", "after");
          String at = server.require("at");
          String address = at.substring(0, at.lastIndexOf(':'));
          servers.add(
              new Server(
                  name,
                  server.text("on").orElseGet(() -> host(address, hosts)),
                  address,
                  Integer.parseInt(at.substring(at.lastIndexOf(':') + 1)),
                  server.require("as"),
                  server.texts("names"),
                  server.text("certificate"),
                  server.text("with").orElse(""),
                  server.text("after").map(Scenario::duration).orElse(Duration.ZERO)));
        });
    return servers;
  }

  /** The host that this address leads to. */
  private static String host(String address, Map<String, Host> hosts) {
    if (address.equals("169.254.169.254")) {
      return WorldScript.PLATFORM;
    }
    return hosts.entrySet().stream()
        .filter(host -> Subnet.narrowest(host.getValue().subnets(), address) >= 0)
        .max((a, b) ->
            Integer.compare(
                Subnet.narrowest(a.getValue().subnets(), address),
                Subnet.narrowest(b.getValue().subnets(), address)))
        .map(Map.Entry::getKey)
        .orElseThrow(() -> new IllegalArgumentException("no host has " + address));
  }

  private static Map<String, List<String>> names(
      Tree dns, List<Server> sites, List<Server> programs) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (List<Server> servers : List.of(sites, programs)) {
      servers.forEach(server ->
          server
              .names()
              .forEach(name ->
                  names.computeIfAbsent(name, key -> new ArrayList<>()).add(server.address())));
    }
    dns.entries()
        .keySet()
        .forEach(name -> {
          if (dns.has(name)) {
            names.put(name, dns.texts(name));
          } else {
            names.remove(name);
          }
        });
    return names;
  }
}
