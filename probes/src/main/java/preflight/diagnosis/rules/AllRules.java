package preflight.diagnosis.rules;

import java.util.List;
import preflight.diagnosis.Rule;

/** The catalogue, most specific first: the first rule that rests on a check explains it. */
public final class AllRules {

  /** Every rule, in the order they are applied. */
  public static final List<Rule> ALL =
      List.of(
          new MetadataForeignIdentity(),
          new MetadataAnsweredByProxyHost(),
          new MetadataNoProxyIneffective(),
          new MetadataProxiedByEnv(),
          new MetadataProxiedByGcloud(),
          new MetadataProxiedByJvm(),
          new MetadataOverridden(),
          new MetadataNameRewritten(),
          new MetadataIntercepted(),
          new ServiceAccountUnusable(),
          new ServiceAccountUnexpected(),
          new MetadataFailing(),
          new MetadataUnreachable(),
          new ProxyUnreachable(),
          new ProxyAuthRequired(),
          new InternalHostProxied(),
          new CaptiveRedirect(),
          new ProxyDeniesTarget(),
          new ProxyCannotReachTarget(),
          new DnsNameUnknown(),
          new DnsServerFailed(),
          new DnsServerSilent(),
          new DnsPublicAnswerForPrivateName(),
          new ConnectionIntermittent(),
          new PrivateNetworkUnreachable(),
          new SshBlocked(),
          new GoogleApisUnreachable(),
          new InternetUnreachable(),
          new HostUnreachable(),
          new ConnectionRefused(),
          new HostFiltered(),
          new TlsCertificateExpired(),
          new TlsWrongName(),
          new TlsCertificateUnfit(),
          new TlsIntercepted(),
          new TlsUntrustedIssuer(),
          new TlsResetByNameFilter(),
          new TlsVersionRefused(),
          new HttpIntercepted(),
          new TlsPlaintextAnswer(),
          new PathMtuBlackHole(),
          new ServiceImpostor(),
          new ServiceSilent(),
          new ServiceUnhealthy(),
          new ServiceRedirectsToLogin(),
          new ServiceRateLimited(),
          new GoogleApiDenied(),
          new EgressAddressUnexpected(),
          new ServiceUnrecognised(),
          new MetadataSlow(),
          new HostPartlyUnreachable(),
          new NetworkColdStart());

  private AllRules() {}
}
