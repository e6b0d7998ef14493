package preflight.agent.tls;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import org.conscrypt.OpenSSLXDHKeyAgreement;
import org.jspecify.annotations.Nullable;

/** Key agreement by X25519 (RFC 7748): BoringSSL's, for the JDK's classes of keys. */
public final class X25519KeyAgreement extends KeyAgreementSpi {

  private static final class BoringSsl extends KeyAgreement {
    BoringSsl() {
      super(new OpenSSLXDHKeyAgreement(), null, "XDH");
    }
  }

  private final KeyAgreement agreement = new BoringSsl();

  @Override
  protected void engineInit(Key key, SecureRandom random) throws InvalidKeyException {
    if (!(key instanceof XECPrivateKey own)) {
      throw new InvalidKeyException("no private key of X25519");
    }
    agreement.init(X25519KeyPairs.boringSsl(own));
  }

  @Override
  protected void engineInit(Key key, AlgorithmParameterSpec parameters, SecureRandom random)
      throws InvalidKeyException {
    engineInit(key, random);
  }

  @Override
  protected @Nullable Key engineDoPhase(Key key, boolean last) throws InvalidKeyException {
    if (!(key instanceof XECPublicKey peers)) {
      throw new InvalidKeyException("no public key of X25519");
    }
    return agreement.doPhase(X25519KeyPairs.boringSsl(peers), last);
  }

  @Override
  protected byte[] engineGenerateSecret() {
    return agreement.generateSecret();
  }

  @Override
  protected int engineGenerateSecret(byte[] secret, int offset) throws ShortBufferException {
    return agreement.generateSecret(secret, offset);
  }

  @Override
  protected SecretKey engineGenerateSecret(String algorithm)
      throws NoSuchAlgorithmException, InvalidKeyException {
    return agreement.generateSecret(algorithm);
  }
}
