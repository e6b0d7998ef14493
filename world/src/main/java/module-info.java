/** A small world on loopback: a metadata server, services over TLS, a proxy and a nameserver. */
module preflight.world {
  requires okhttp3.tls;
  requires static transitive org.jspecify;

  exports preflight.world;
}
