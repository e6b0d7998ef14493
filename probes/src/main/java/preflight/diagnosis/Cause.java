package preflight.diagnosis;

/**
 * The catalogue's codes. Public interface: added, never renamed; each has a page in {@code
 * docs/causes}.
 */
public enum Cause {
  METADATA_PROXIED_BY_ENV(Owner.APP),
  METADATA_NO_PROXY_INEFFECTIVE(Owner.APP),
  METADATA_NAME_REWRITTEN(Owner.NETWORK),
  METADATA_INTERCEPTED(Owner.PLATFORM),
  METADATA_UNREACHABLE(Owner.PLATFORM),
  METADATA_FAILING(Owner.PLATFORM),
  METADATA_FOREIGN_IDENTITY(Owner.SECURITY),
  SERVICE_ACCOUNT_UNUSABLE(Owner.PLATFORM),
  DNS_NAME_UNKNOWN(Owner.NETWORK),
  DNS_SERVER_SILENT(Owner.NETWORK),
  DNS_SERVER_FAILED(Owner.NETWORK),
  CONNECTION_REFUSED(Owner.SERVICE),
  HOST_FILTERED(Owner.NETWORK),
  HOST_UNREACHABLE(Owner.NETWORK),
  INTERNET_UNREACHABLE(Owner.NETWORK),
  NETWORK_COLD_START(Owner.PLATFORM),
  PROXY_UNREACHABLE(Owner.SECURITY),
  PROXY_DENIES_TARGET(Owner.SECURITY),
  PROXY_AUTH_REQUIRED(Owner.SECURITY),
  PROXY_CANNOT_REACH_TARGET(Owner.SECURITY),
  INTERNAL_HOST_PROXIED(Owner.APP),
  HTTP_INTERCEPTED(Owner.SECURITY),
  TLS_UNTRUSTED_ISSUER(Owner.SECURITY),
  TLS_CERTIFICATE_EXPIRED(Owner.SERVICE),
  TLS_WRONG_NAME(Owner.SERVICE),
  SERVICE_IMPOSTOR(Owner.SECURITY),
  SERVICE_UNRECOGNISED(Owner.SERVICE),
  SERVICE_SILENT(Owner.SERVICE),
  /** A failed observation that no rule claims. */
  UNEXPLAINED(Owner.APP);

  private final Owner owner;

  Cause(Owner owner) {
    this.owner = owner;
  }

  /** Who can mend it, as a rule. */
  public Owner owner() {
    return owner;
  }
}
