package preflight.lab.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import preflight.lab.scenario.WorldPlan.Host;
import preflight.lab.scenario.WorldPlan.Server;

/**
 * Writes the shell script that raises a world inside fresh network, mount and process namespaces.
 *
 * <p>The script's own network namespace is the VPC's router. Nothing has a name outside: the file
 * system {@link #FOLDER} and the namespaces' names are mounts that only the world sees, so that all
 * of it ends with the script's shell.
 */
final class WorldScript {

  /** Serves the metadata and the DNS of the job, and is no part of the VPC. */
  static final String PLATFORM = "platform";

  /** The VPC's router, and a nameserver for the machines in it. */
  static final String ROUTER = "vpc";

  /** The world's own files; whatever the machine has there stays hidden behind it. */
  static final String FOLDER = Scenario.LAB.startsWith("/srv") ? "/media" : "/srv";

  /** What the script says when all of it stands. */
  static final String READY = "the world is ready";

  private static final String METADATA = "169.254.169.254";
  private static final String VPC_NAMESERVER = "10.10.0.2";
  private static final String GATEWAY = "10.255.0.1";
  private static final String INTERNET = "internet";
  private static final String JOB = "job";

  private final WorldPlan plan;
  private final JobPlan job;
  private final StringBuilder script = new StringBuilder();

  private WorldScript(WorldPlan plan, JobPlan job) {
    this.plan = plan;
    this.job = job;
  }

  static String of(WorldPlan plan, JobPlan job) {
    var world = new WorldScript(plan, job);
    world.folder();
    world.links();
    world.nameservers();
    world.sites();
    world.programs();
    world.say("echo " + READY);
    return world.script.toString();
  }

  private void folder() {
    say("set -e");
    say("mount -t tmpfs -o mode=755 world " + FOLDER);
    say("mkdir -p /run/netns && mount -t tmpfs names /run/netns");
    // Squid's workers share memory by name: one world's is none of another's.
    say("mount -t tmpfs -o mode=1777 shm /dev/shm");
    say("cd " + FOLDER + " && mkdir etc && mkdir -m 777 job");
    file("etc/hosts", "127.0.0.1 localhost\n");
    file("etc/nsswitch.conf", "hosts: files dns\n");
    file(
        "etc/resolv.conf",
        plan.nameservers().stream()
                .map(server -> "nameserver " + server + "\n")
                .collect(Collectors.joining())
            + (plan.search().isEmpty() ? "" : "search " + String.join(" ", plan.search()) + "\n"));
    for (String name : List.of("hosts", "nsswitch.conf", "resolv.conf")) {
      say("mount --bind etc/%s /etc/%s".formatted(name, name));
    }
    file("etc/bundle.pem", Certificates.bundle(job.trusts()));
    file("etc/public.pem", Certificates.bundle(List.of("public", "corporate")));
    say("mount --bind etc/bundle.pem /etc/ssl/certs/ca-certificates.crt");
    file("job/a.sh", "#!/bin/sh\necho \"a.sh $*\"\n");
    say("chmod 755 job/a.sh");
    job.files().forEach((name, text) -> file("job/" + name, text));
  }

  private void links() {
    say("for host in %s %s; do ip netns add $host; done".formatted(PLATFORM, hosts()));
    say("ip netns attach %s $$".formatted(ROUTER));
    say("echo 1 >/proc/sys/net/ipv4/ip_forward");
    plan.hosts()
        .forEach((name, host) -> {
          if (!host.cable().ideal()) {
            say(host.cable().laid(ROUTER, name));
          }
        });
    say("ip -batch - <<'END'");
    say("link set lo up");
    say("address add %s/32 dev lo".formatted(GATEWAY));
    say("address add %s/32 dev lo".formatted(VPC_NAMESERVER));
    plan.hosts()
        .forEach((name, host) -> {
          if (host.cable().ideal()) {
            say("link add %s type veth peer name eth0 netns %s".formatted(name, name));
          }
          say("link set %s up".formatted(name));
          for (Subnet subnet : host.subnets()) {
            say("route add %s via %s dev %s onlink".formatted(subnet, host.address(), name));
          }
        });
    say("END");
    plan.hosts().forEach(this::host);
    batch(
        JOB,
        "link add meta0 type veth peer name eth0 netns " + PLATFORM,
        "address add 169.254.8.1/32 dev meta0",
        "link set meta0 up",
        "route add %s/32 dev meta0 src 169.254.8.1".formatted(METADATA));
    batch(
        PLATFORM,
        "link set lo up",
        "link set eth0 up",
        "address add %s/32 dev eth0".formatted(METADATA),
        "route add 169.254.8.1/32 dev eth0");
    plan.hosts().forEach(this::nat);
  }

  private void nat(String name, Host host) {
    String address = plan.nat().get(name);
    if (address != null) {
      for (Subnet subnet : host.subnets()) {
        say(
            "iptables -w -t nat -A POSTROUTING -s %s -o %s -j SNAT --to %s"
                .formatted(subnet, INTERNET, address));
      }
    }
  }

  private void host(String name, Host host) {
    List<String> lines = new ArrayList<>(List.of("link set lo up", "link set eth0 up"));
    lines.add("address add %s/32 dev eth0".formatted(host.address()));
    addresses(name).stream()
        .filter(address -> !address.equals(host.address()))
        .forEach(address -> lines.add("address add %s/32 dev lo".formatted(address)));
    // The internet knows the addresses of NAT and no private ones.
    String known = name.equals(INTERNET) ? "192.0.2.0/24" : "default";
    lines.add("route add %s via %s dev eth0 onlink".formatted(known, GATEWAY));
    batch(name, lines.toArray(String[]::new));
  }

  /** The addresses of what runs on a host. */
  private Set<String> addresses(String host) {
    Set<String> addresses = new LinkedHashSet<>();
    Stream.concat(plan.sites().stream(), plan.programs().stream())
        .filter(server -> server.on().equals(host))
        .map(Server::address)
        .filter(address -> !address.startsWith("127."))
        .forEach(addresses::add);
    return addresses;
  }

  private void nameservers() {
    var names = new StringBuilder();
    plan.names()
        .forEach((name, addresses) ->
            addresses.stream()
                .filter(address -> !name.equals("*"))
                .forEach(address -> names.append(address + " " + name + "\n")));
    file("names", names.toString());
    String others =
        plan.names().getOrDefault("*", List.of()).stream()
            .map("--address=/#/"::concat)
            .findFirst()
            .orElse("--local=/#/");
    nameserver(PLATFORM, METADATA, others);
    nameserver(ROUTER, VPC_NAMESERVER, others);
  }

  private void nameserver(String host, String address, String others) {
    on(
        host,
        ("dnsmasq --conf-file=/dev/null --no-resolv --no-hosts --addn-hosts=%s/names '%s'"
                + " --listen-address=%s --bind-interfaces --user=root --pid-file=%s/dns-%s.pid"
                + " --log-facility=%s/dns-%s.log")
            .formatted(FOLDER, others, address, FOLDER, host, FOLDER, host));
  }

  private void sites() {
    plan.sites().stream()
        .collect(Collectors.groupingBy(Server::on))
        .forEach((host, sites) -> {
          sites.forEach(site ->
              site.certificate()
                  .ifPresent(as ->
                      file(site.name() + ".pem", Certificates.issue(site.names().getFirst(), as))));
          file("nginx-%s.conf".formatted(host), NginxConfiguration.of(host, sites));
          on(
              host,
              "nginx -e %s/nginx-%s.log -c %s/nginx-%s.conf".formatted(FOLDER, host, FOLDER, host));
        });
  }

  private void programs() {
    for (Server program : plan.programs()) {
      say("mkdir -m 777 " + program.name());
      program
          .certificate()
          .ifPresent(as -> {
            file(program.name() + "/signer.pem", Certificates.signer(as));
          });
      file(
          program.name() + "/start",
          """
          set -e
          cd %s/%s
          lab='%s'
          address=%s
          port=%d
          names='%s'
          with=$(cat <<'END_OF_WITH'
          %s
          END_OF_WITH
          )
          """
                  .formatted(
                      FOLDER,
                      program.name(),
                      Scenario.LAB,
                      program.address(),
                      program.port(),
                      String.join(" ", program.names()),
                      program.with().strip())
              + text(Scenario.LAB.resolve("programs").resolve(program.as())));
      if (program.after().isZero()) {
        on(program.on(), "sh %s/%s/start".formatted(FOLDER, program.name()));
      }
    }
    plan.programs().stream().filter(program -> program.after().isZero()).forEach(this::await);
  }

  private void await(Server program) {
    String listening = "ss -ltnH src %s:%d".formatted(program.address(), program.port());
    on(
        program.on(),
        "for i in $(seq 100); do [ -n \"$(%s)\" ] && exit; sleep 0.05; done;".formatted(listening)
            + " echo %s does not listen; cat %s/%s/*log; exit 1"
                .formatted(program.name(), FOLDER, program.name()));
  }

  private String hosts() {
    return String.join(" ", plan.hosts().keySet());
  }

  private void batch(String host, String... lines) {
    say("ip -n %s -batch - <<'END'".formatted(host));
    Stream.of(lines).forEach(this::say);
    say("END");
  }

  private void on(String host, String command) {
    say(enter(host) + " sh -c " + quoted(command) + " </dev/null");
  }

  /** The words that run a command on a host. */
  static String enter(String host) {
    return host.equals(ROUTER) ? "env" : "nsenter --net=/run/netns/" + host;
  }

  private void file(String name, String text) {
    if (name.contains("/")) {
      say("mkdir -p '%s'".formatted(name.substring(0, name.lastIndexOf('/'))));
    }
    say("cat >'%s' <<'END_OF_FILE'\n%s\nEND_OF_FILE".formatted(name, text.stripTrailing()));
  }

  private void say(String line) {
    script.append(line).append('\n');
  }

  static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
