package io.cofre.core.s3.auth;

import io.cofre.api.plugin.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The key that Signature Version 4 signs with for one day, region and service: 32 bytes that are
/// wiped on close and never shown. Used by one thread.
///
/// Source: "Deriving the signing key", Signature Version 4, Amazon S3 API reference.
public final class SigningKey implements AutoCloseable {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PREFIX = "AWS4".getBytes(StandardCharsets.US_ASCII);

  private final byte[] key;
  private boolean closed;

  private SigningKey(byte[] key) {
    this.key = key;
  }

  static SigningKey derive(Secret secret, Scope scope) {
    byte[] day = secret.useUtf8(utf8 -> mac(utf8, scope.date()));
    byte[] region = hmac(day, scope.region());
    byte[] service = hmac(region, scope.service());
    SigningKey derived = new SigningKey(hmac(service, scope.terminal()));
    for (byte[] step : new byte[][] {day, region, service}) {
      Arrays.fill(step, (byte) 0);
    }
    return derived;
  }

  /// Sign a text.
  ///
  /// @return the signature in lower-case hexadecimal
  /// @throws IllegalStateException after [#close()]
  public String sign(String text) {
    if (closed) {
      throw new IllegalStateException("the signing key was wiped");
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  SigningKey copy() {
    return new SigningKey(key.clone());
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "SigningKey";
  }

  private static byte[] mac(byte[] secret, String date) {
    byte[] first = new byte[PREFIX.length + secret.length];
    System.arraycopy(PREFIX, 0, first, 0, PREFIX.length);
    System.arraycopy(secret, 0, first, PREFIX.length, secret.length);
    try {
      return hmac(first, date);
    } finally {
      Arrays.fill(first, (byte) 0);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
