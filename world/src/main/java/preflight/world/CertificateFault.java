package preflight.world;

/** What is wrong with a certificate. */
public enum CertificateFault {
  /** Its time ended yesterday. */
  EXPIRED,
  /** Its time begins tomorrow. */
  NOT_YET_VALID,
  /** It is made out to another name. */
  WRONG_NAME,
  /** Its name is the common name, and no alternative one. */
  COMMON_NAME_ONLY,
  /** Its RSA key has 1024 bits. */
  SHORT_KEY,
  /** It is signed by an authority that nobody trusts. */
  UNTRUSTED_ISSUER,
  /** It is signed by its own key. */
  SELF_SIGNED
}
