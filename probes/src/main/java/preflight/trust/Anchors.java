package preflight.trust;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** The certificates that end a chain, before anybody has looked at them. */
interface Anchors {

  List<X509Certificate> all();

  /** At least those whose subject is encoded like one of these; all of them will do. */
  default List<X509Certificate> named(Collection<X500Principal> subjects) {
    return all();
  }

  static Anchors of(List<X509Certificate> certificates) {
    return () -> certificates;
  }

  static Anchors together(List<Anchors> parts) {
    return new Anchors() {
      @Override
      public List<X509Certificate> all() {
        return parts.stream().flatMap(part -> part.all().stream()).toList();
      }

      @Override
      public List<X509Certificate> named(Collection<X500Principal> subjects) {
        return parts.stream().flatMap(part -> part.named(subjects).stream()).toList();
      }
    };
  }
}
