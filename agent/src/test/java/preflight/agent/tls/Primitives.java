package preflight.agent.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Started as a process of its own: prints who computes what, and whether it is right. */
final class Primitives {

  private static final byte[] TEXT = {1, 2, 3};

  private Primitives() {}

  public static void main(String... none) throws GeneralSecurityException {
    JvmTls.prepare();
    System.out.println(ecdsa("secp256r1", "SHA256withECDSA"));
    System.out.println(ecdsa("secp384r1", "SHA384withECDSA"));
    System.out.println(ecdsa("secp521r1", "SHA512withECDSA"));
    System.out.println(rsa());
    System.out.println(agreement("X25519"));
    System.out.println(agreement("X448"));
    System.out.println(oddAgreements());
    System.out.println(digest("SHA-256"));
    System.out.println(digest("SHA-384"));
    System.out.println(sealing("AES/GCM/NoPadding"));
    System.out.println(tls());
    System.out.println(mac("HmacSHA256"));
    System.out.println(mac("HmacSHA384"));
  }

  private static String ecdsa(String curve, String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return signature(curve, generator.generateKeyPair(), algorithm, "SunEC");
  }

  private static String rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return signature("RSA", generator.generateKeyPair(), "SHA256withRSA", "SunRsaSign");
  }

  private static String signature(String name, KeyPair keys, String algorithm, String jdks)
      throws GeneralSecurityException {
    Signature signing = Signature.getInstance(algorithm, jdks);
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
    return said(name, accepted && !fooled, verifying.getProvider());
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

  /** Of what is taken in parts, and of a copy on the way, as TLS does. */
  private static String digest(String algorithm) throws GeneralSecurityException {
    try {
      MessageDigest ours = MessageDigest.getInstance(algorithm);
      ours.update(TEXT, 0, 1);
      byte[] partial = ((MessageDigest) ours.clone()).digest();
      ours.update(TEXT, 1, 2);
      MessageDigest jdks = MessageDigest.getInstance(algorithm, "SUN");
      byte[] first = jdks.digest(new byte[] {TEXT[0]});
      boolean right =
          Arrays.equals(partial, first) && Arrays.equals(ours.digest(), jdks.digest(TEXT));
      return said(algorithm, right, ours.getProvider());
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Sealed here and opened by the JDK; what was tampered with is not opened. */
  private static String sealing(String algorithm) throws GeneralSecurityException {
    var key = new SecretKeySpec(new byte[32], "AES");
    var parameters = new GCMParameterSpec(128, new byte[12]);
    Cipher ours = Cipher.getInstance(algorithm);
    ours.init(Cipher.ENCRYPT_MODE, key, parameters);
    Provider by = ours.getProvider();
    ours.updateAAD(TEXT);
    byte[] sealed = ours.doFinal(TEXT);
    Cipher jdks = Cipher.getInstance(algorithm, "SunJCE");
    jdks.init(Cipher.DECRYPT_MODE, key, parameters);
    jdks.updateAAD(TEXT);
    boolean opened = Arrays.equals(jdks.doFinal(sealed), TEXT);
    sealed[0]++;
    ours.init(Cipher.DECRYPT_MODE, key, parameters);
    ours.updateAAD(TEXT);
    try {
      ours.doFinal(sealed);
      return said(algorithm, false, by);
    } catch (AEADBadTagException tampered) {
      return said(algorithm, opened, by);
    }
  }

  /** With nobody, who hangs up. */
  private static String tls() {
    try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var connection = new Socket(nobody.getInetAddress(), nobody.getLocalPort())) {
      nobody.accept().close();
      return BoringTls.shakeHands(
                  connection,
                  Optional.empty(),
                  BoringTlsTest.withoutKeys(),
                  BoringTlsTest.trusting(seen -> {}))
              .isEmpty()
          ? "TLS left to the JDK"
          : "TLS with nobody";
    } catch (IOException hungUp) {
      return "TLS by BoringSSL";
    }
  }

  private static String mac(String algorithm) throws GeneralSecurityException {
    var key = new SecretKeySpec(new byte[200], algorithm);
    Mac ours = Mac.getInstance(algorithm);
    ours.init(key);
    Mac jdks = Mac.getInstance(algorithm, "SunJCE");
    jdks.init(key);
    boolean right = Arrays.equals(ours.doFinal(TEXT), jdks.doFinal(TEXT));
    return said(algorithm, right, ours.getProvider());
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
