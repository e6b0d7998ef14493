package preflight.agent.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KeyAgreement;

/** Started as a process of its own: prints who computes what, and whether it is right. */
final class Curves {

  private static final byte[] TEXT = {1, 2, 3};

  private Curves() {}

  public static void main(String... none) throws GeneralSecurityException {
    JvmTls.prepare();
    System.out.println(ecdsa("secp256r1", "SHA256withECDSA"));
    System.out.println(ecdsa("secp384r1", "SHA384withECDSA"));
    System.out.println(ecdsa("secp521r1", "SHA512withECDSA"));
    System.out.println(agreement("X25519"));
    System.out.println(agreement("X448"));
    System.out.println(oddAgreements());
  }

  private static String ecdsa(String curve, String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair keys = generator.generateKeyPair();
    Signature signing = Signature.getInstance(algorithm, "SunEC");
    signing.initSign(keys.getPrivate());
    signing.update(TEXT);
    byte[] right = signing.sign();
    signing.update(TEXT, 0, 1);
    byte[] another = signing.sign();
    Signature verifying = Signature.getInstance(algorithm);
    verifying.initVerify(keys.getPublic());
    verifying.update(TEXT);
    boolean accepted = verifying.verify(right);
    verifying.update(TEXT);
    boolean fooled = verifying.verify(another);
    return said(curve, accepted && !fooled, verifying.getProvider());
  }

  private static String agreement(String curve) throws GeneralSecurityException {
    Provider jdk = Security.getProvider("SunEC");
    KeyPair own = keys(KeyPairGenerator.getInstance("XDH"), curve);
    KeyPair peers = keys(KeyPairGenerator.getInstance("XDH", jdk), curve);
    KeyAgreement ours = KeyAgreement.getInstance("XDH");
    byte[] here = secret(ours, own, peers);
    byte[] there = secret(KeyAgreement.getInstance("XDH", jdk), peers, own);
    return said(curve, Arrays.equals(here, there), ours.getProvider());
  }

  /** Short, unreduced and masked coordinates, and points of small order, which both refuse. */
  private static String oddAgreements() throws GeneralSecurityException {
    KeyPair own = keys(KeyPairGenerator.getInstance("XDH"), "X25519");
    BigInteger prime = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    boolean right = true;
    for (BigInteger u :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            BigInteger.valueOf(9),
            BigInteger.valueOf(0x80),
            prime.subtract(BigInteger.ONE),
            prime.add(BigInteger.TWO),
            BigInteger.ONE.shiftLeft(255).subtract(BigInteger.ONE))) {
      PublicKey peers =
          KeyFactory.getInstance("XDH")
              .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
      KeyPair peer = new KeyPair(peers, own.getPrivate());
      KeyAgreement jdks = KeyAgreement.getInstance("XDH", Security.getProvider("SunEC"));
      right &=
          Arrays.equals(
              secretOrNone(KeyAgreement.getInstance("XDH"), own, peer),
              secretOrNone(jdks, own, peer));
    }
    return right ? "odd points right" : "odd points WRONG";
  }

  private static byte[] secretOrNone(KeyAgreement agreement, KeyPair own, KeyPair peers)
      throws GeneralSecurityException {
    try {
      return secret(agreement, own, peers);
    } catch (InvalidKeyException refused) {
      return new byte[0];
    }
  }

  private static KeyPair keys(KeyPairGenerator generator, String curve)
      throws GeneralSecurityException {
    generator.initialize(new NamedParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static byte[] secret(KeyAgreement agreement, KeyPair own, KeyPair peers)
      throws GeneralSecurityException {
    agreement.init(own.getPrivate());
    agreement.doPhase(peers.getPublic(), true);
    return agreement.generateSecret("TlsPremasterSecret").getEncoded();
  }

  private static String said(String curve, boolean right, Provider by) {
    return curve + (right ? " right by " : " WRONG by ") + by.getName();
  }
}
