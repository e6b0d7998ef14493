package preflight.trust;

/** A place where clients find the authorities that they trust. */
sealed interface TrustSource {

  /** A PEM file, or a folder of such files, that a setting names. */
  record Named(TrustSetting setting) implements TrustSource {}

  /** certifi's PEM file in a Python installation. */
  record Certifi() implements TrustSource {}

  /** certifi's PEM file that comes with gcloud. */
  record GcloudCertifi() implements TrustSource {}

  /** The distribution's bundle. */
  record SystemBundle() implements TrustSource {}

  /**
   * The distribution's folder, where it has OpenSSL's hashed names; it holds the same as the
   * bundle.
   */
  record HashedFolder() implements TrustSource {}

  /** The job's own Java trust store: its {@code javax.net.ssl.trustStore}, or its cacerts. */
  record JobJava() implements TrustSource {}

  /** The roots that Node brings along; this JVM's public ones stand for them. */
  record PublicRoots() implements TrustSource {}

  static TrustSource variable(String name) {
    return new Named(TrustSetting.variable(name));
  }

  static TrustSource set(TrustSetting.Place place, String name) {
    return new Named(new TrustSetting(place, name));
  }
}
