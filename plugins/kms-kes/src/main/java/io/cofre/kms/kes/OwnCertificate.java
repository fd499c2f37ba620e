package io.cofre.kms.kes;

import io.cofre.kms.http.ClientCertificate;
import io.cofre.kms.http.Der;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Issues the self-signed certificate (RFC 5280, RFC 8410) of an API key, and another before it
/// ends. Thread-safe.
final class OwnCertificate implements Supplier<Optional<ClientCertificate>> {
  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration USE = Duration.ofDays(60);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final byte[] ED25519 = hex("300506032b6570");
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] VERSION_3 = hex("a003020102");
  // key usage: digital signature; extended: client; basic constraints: no authority
  private static final byte[] EXTENSIONS =
      hex(
          "a3353033"
              + "300e0603551d0f0101ff040403020780"
              + "30130603551d25040c300a06082b06010505070302"
              + "300c0603551d130101ff04023000");

  private record Issued(ClientCertificate certificate, Instant from) {}

  private final KeyPair pair;
  private final InstantSource clock;
  private volatile Issued last;

  OwnCertificate(KeyPair pair, InstantSource clock) {
    this.pair = pair;
    this.clock = clock;
    this.last = issued(clock.instant());
  }

  @Override
  public Optional<ClientCertificate> get() {
    Instant now = clock.instant();
    Issued known = last;
    if (now.isBefore(known.from.minus(SKEW)) || !now.isBefore(known.from.plus(USE))) {
      known = issued(now);
      last = known;
    }
    return Optional.of(known.certificate);
  }

  private Issued issued(Instant now) {
    try {
      byte[] signed = signed(now);
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(signed);
      byte[] der = Der.sequence(signed, ED25519, Der.element(0x03, new byte[1], signature.sign()));
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      return new Issued(new ClientCertificate(pair.getPrivate(), List.of(certificate)), now);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519 and X.509", e);
    }
  }

  private byte[] signed(Instant now) {
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    serial[0] = (byte) (0x40 | (serial[0] & 0x3f)); // positive, and of full length
    byte[] identity = ApiKey.identity(pair.getPublic()).getBytes(StandardCharsets.US_ASCII);
    byte[] name =
        Der.sequence(Der.element(0x31, Der.sequence(COMMON_NAME, Der.element(0x0c, identity))));
    return Der.sequence(
        VERSION_3,
        Der.element(0x02, serial),
        ED25519,
        name,
        Der.sequence(time(now.minus(SKEW)), time(now.plus(LIFE))),
        name,
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
