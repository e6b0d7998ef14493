package preflight.agent.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGeneratorSpi;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import org.conscrypt.OpenSSLX25519PrivateKey;
import org.conscrypt.OpenSSLX25519PublicKey;
import org.conscrypt.OpenSSLXDHKeyPairGenerator;

/** Key pairs of X25519 (RFC 7748) by BoringSSL, as the JDK's own classes, which its TLS wants. */
public final class X25519KeyPairs extends KeyPairGeneratorSpi {

  private static final int BITS = 255;
  private static final int BYTES = 32;

  private final OpenSSLXDHKeyPairGenerator generator = new OpenSSLXDHKeyPairGenerator();

  @Override
  public void initialize(AlgorithmParameterSpec parameters, SecureRandom random)
      throws InvalidAlgorithmParameterException {
    if (!isX25519(parameters)) {
      throw new InvalidAlgorithmParameterException("X25519 alone");
    }
  }

  @Override
  public void initialize(int keySize, SecureRandom random) {
    if (keySize != BITS) {
      throw new InvalidParameterException("X25519 alone");
    }
  }

  @Override
  public KeyPair generateKeyPair() {
    KeyPair pair = generator.generateKeyPair();
    byte[] u = ((OpenSSLX25519PublicKey) pair.getPublic()).getU();
    byte[] scalar = ((OpenSSLX25519PrivateKey) pair.getPrivate()).getU();
    try {
      KeyFactory keys = KeyFactory.getInstance("XDH");
      return new KeyPair(
          keys.generatePublic(
              new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed(u)))),
          keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
    } catch (GeneralSecurityException impossible) {
      throw new ProviderException("every JDK knows X25519", impossible);
    }
  }

  static boolean isX25519(AlgorithmParameterSpec parameters) {
    return parameters instanceof NamedParameterSpec named
        && named.getName().equals(NamedParameterSpec.X25519.getName());
  }

  static OpenSSLX25519PublicKey boringSsl(XECPublicKey key) {
    byte[] u = Arrays.copyOf(reversed(key.getU().toByteArray()), BYTES);
    return new OpenSSLX25519PublicKey(u);
  }

  static OpenSSLX25519PrivateKey boringSsl(XECPrivateKey key) throws InvalidKeyException {
    return new OpenSSLX25519PrivateKey(
        key.getScalar().orElseThrow(() -> new InvalidKeyException("a key without its scalar")));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
