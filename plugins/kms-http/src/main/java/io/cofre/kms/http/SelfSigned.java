package io.cofre.kms.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/// Issues client certificates that are signed with their own key (RFC 5280), for a KMS that knows a
/// client by its public key and not by an authority. Keys are Ed25519 (RFC 8410).
public final class SelfSigned {
  private static final byte[] VERSION_3 = hex("a003020102");
  private static final byte[] ED25519 = hex("300506032b6570");
  private static final byte[] COMMON_NAME = hex("0603550403");
  // key usage: digital signature; extended: client; basic constraints: no authority
  private static final byte[] EXTENSIONS =
      hex(
          "a3353033"
              + "300e0603551d0f0101ff040403020780"
              + "30130603551d25040c300a06082b06010505070302"
              + "300c0603551d130101ff04023000");

  private SelfSigned() {}

  /// Issue one, with a serial number of its own.
  ///
  /// @param name the common name, 1 to 64 characters
  /// @param from since when it is valid, to the second
  /// @param until the last second that it is valid in
  /// @throws IllegalArgumentException if the keys are no pair of Ed25519
  public static ClientCertificate of(KeyPair pair, String name, Instant from, Instant until) {
    try {
      byte[] signed = signed(pair, name, from, until);
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(signed);
      byte[] der = Der.sequence(signed, ED25519, Der.element(0x03, new byte[1], signature.sign()));
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      certificate.verify(pair.getPublic());
      return new ClientCertificate(pair.getPrivate(), List.of(certificate));
    } catch (InvalidKeyException | SignatureException e) {
      throw new IllegalArgumentException("no pair of Ed25519 keys", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519 and X.509", e);
    }
  }

  private static byte[] signed(KeyPair pair, String name, Instant from, Instant until) {
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    serial[0] = (byte) (0x40 | (serial[0] & 0x3f)); // positive, and of full length
    byte[] text = Der.element(0x0c, name.getBytes(StandardCharsets.UTF_8));
    byte[] names = Der.sequence(Der.element(0x31, Der.sequence(COMMON_NAME, text)));
    return Der.sequence(
        VERSION_3,
        Der.element(0x02, serial),
        ED25519,
        names,
        Der.sequence(time(from), time(until)),
        names,
        pair.getPublic().getEncoded(),
        EXTENSIONS);
  }

  private static byte[] time(Instant at) {
    String text =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(at);
    boolean isUtcTime = at.atZone(ZoneOffset.UTC).getYear() < 2050; // RFC 5280, 4.1.2.5
    return Der.element(
        isUtcTime ? 0x17 : 0x18,
        (isUtcTime ? text.substring(2) : text).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
