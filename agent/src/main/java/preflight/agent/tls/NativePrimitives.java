package preflight.agent.tls;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.interfaces.ECKey;
import java.security.interfaces.XECKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cryptographic primitives of the JDK's TLS and of its judgement of certificates, computed by
 * BoringSSL (by way of Conscrypt): in a JVM that has just started the JDK's own arithmetic takes
 * longer than the rest of a handshake. What is trusted stays the JDK's to say. Where BoringSSL's
 * library does not load, or does not know a key, the JDK computes.
 */
final class NativePrimitives extends Provider {

  private static final long serialVersionUID = 1;

  private NativePrimitives() {
    super("PreflightNative", "1", "ECDSA, RSA, X25519, SHA-2 and AES-GCM by Conscrypt");
    for (String bits : List.of("256", "384", "512")) {
      putService(
          new Curve(
              this,
              "Signature",
              "SHA" + bits + "withECDSA",
              "org.conscrypt.OpenSSLSignature$SHA" + bits + "ECDSA"));
      putService(
          new Primitive(
              this,
              "Signature",
              "SHA" + bits + "withRSA",
              "org.conscrypt.OpenSSLSignature$SHA" + bits + "RSA"));
    }
    putService(
        new Primitive(
            this, "Cipher", "AES/GCM/NoPadding", "org.conscrypt.OpenSSLAeadCipherAES$GCM"));
    for (String bits : List.of("256", "384")) {
      putService(
          new Primitive(
              this,
              "MessageDigest",
              "SHA-" + bits,
              "org.conscrypt.OpenSSLMessageDigestJDK$SHA" + bits));
      putService(
          new Primitive(this, "Mac", "HmacSHA" + bits, "org.conscrypt.OpenSSLMac$HmacSHA" + bits));
    }
    putService(new Curve(this, "KeyPairGenerator", "XDH", X25519KeyPairs.class.getName()));
    putService(new Curve(this, "KeyAgreement", "XDH", X25519KeyAgreement.class.getName()));
  }

  static void prefer() {
    Security.insertProviderAt(new NativePrimitives(), 1);
  }

  /** An algorithm whose absence sends the JDK to its own. */
  private static class Primitive extends Service {

    Primitive(Provider provider, String type, String algorithm, String implementation) {
      super(provider, type, algorithm, implementation, null, null);
    }

    @Override
    public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
      try {
        BoringSsl.load();
        return super.newInstance(parameter);
      } catch (LinkageError noLibrary) {
        throw new NoSuchAlgorithmException("BoringSSL's library does not load", noLibrary);
      }
    }
  }

  /** The same for keys of the curves that BoringSSL knows. */
  private static final class Curve extends Primitive {

    Curve(Provider provider, String type, String algorithm, String implementation) {
      super(provider, type, algorithm, implementation);
    }

    @Override
    public boolean supportsParameter(@Nullable Object key) {
      return key instanceof ECKey
          || (key instanceof XECKey curve && X25519KeyPairs.isX25519(curve.getParams()));
    }
  }
}
