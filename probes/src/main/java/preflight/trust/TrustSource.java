package preflight.trust;

/** A place where clients find the authorities that they trust. */
sealed interface TrustSource {

  /** A PEM file, or a folder of such files, that a setting names. */
  record Named(TrustSetting setting) implements TrustSource {}

  /** A place that no setting names. */
  enum Usual implements TrustSource {
    /** certifi's PEM file in a Python installation. */
    CERTIFI,
    /** certifi's PEM file that comes with gcloud. */
    GCLOUD_CERTIFI,
    /** The distribution's bundle. */
    SYSTEM_BUNDLE,
    /**
     * The distribution's folder, where it has OpenSSL's hashed names; it holds the same as the
     * bundle.
     */
    HASHED_FOLDER,
    /** The job's own Java trust store: its {@code javax.net.ssl.trustStore}, or its cacerts. */
    JOB_JAVA,
    /** The roots that Node brings along; this JVM's public ones stand for them. */
    PUBLIC_ROOTS
  }

  static TrustSource variable(String name) {
    return new Named(TrustSetting.variable(name));
  }

  static TrustSource set(TrustSetting.Place place, String name) {
    return new Named(new TrustSetting(place, name));
  }
}
