package preflight.trust;

import java.util.Arrays;

/**
 * Compares a certificate's subject without taking the certificate apart: its place in the encoding
 * (RFC 5280, section 4.1; X.690) is all that is read.
 */
final class SubjectName {

  private static final int SEQUENCE = 0x30;
  private static final int VERSION = 0xa0;

  /** Serial number, signature algorithm, issuer and validity. */
  private static final int BEFORE_SUBJECT = 4;

  private SubjectName() {}

  /** Whether the certificate's subject is encoded exactly so; false for what is no certificate. */
  static boolean is(byte[] certificate, byte[] name) {
    try {
      int field = content(certificate, content(certificate, 0));
      if (Byte.toUnsignedInt(certificate[field]) == VERSION) {
        field = end(certificate, field);
      }
      for (int skipped = 0; skipped < BEFORE_SUBJECT; skipped++) {
        field = end(certificate, field);
      }
      return certificate[field] == SEQUENCE
          && Arrays.equals(certificate, field, end(certificate, field), name, 0, name.length);
    } catch (IndexOutOfBoundsException | IllegalArgumentException cut) {
      return false;
    }
  }

  /** Where the content of the element at {@code start} begins. */
  private static int content(byte[] der, int start) {
    int length = Byte.toUnsignedInt(der[start + 1]);
    return start + 2 + (length < 0x80 ? 0 : length - 0x80);
  }

  private static int end(byte[] der, int start) {
    int content = content(der, start);
    int length = Byte.toUnsignedInt(der[start + 1]);
    if (length >= 0x80) {
      length = 0;
      for (int at = start + 2; at < content; at++) {
        length = length << 8 | Byte.toUnsignedInt(der[at]);
      }
    }
    return Math.addExact(content, length);
  }
}
