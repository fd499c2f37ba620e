package io.cofre.core.s3.auth;

import io.cofre.core.identity.AccessKeys;
import io.cofre.core.s3.message.S3Call;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Checks signatures of Version 4. Thread-safe.
final class Version4 {
  private final Keyring keyring;
  private final String region;
  private final SigningKeys signingKeys = new SigningKeys();

  Version4(Keyring keyring, String region) {
    this.keyring = keyring;
    this.region = region;
  }

  Verified verify(S3Call call, Claim claim) {
    Scope scope = claim.credential().scope();
    claim.place().require(scope, claim.time(), expectedRegion(call, scope));
    CanonicalHeaders.requireSigned(call.head(), claim.signedHeaders());
    String accessKey = claim.credential().accessKey();
    AccessKeys.AccessKey found = keyring.require(accessKey);
    String toSign =
        String.join(
            "\n",
            HeaderClaim.ALGORITHM,
            claim.time().timestamp(),
            scope.toString(),
            sha256(CanonicalRequest.text(call, claim)));
    try (SigningKey key = signingKeys.key(accessKey, found.secret(), scope)) {
      if (!same(key.sign(toSign), claim.signature())) {
        throw Mismatch.version4(claim, toSign, CanonicalRequest.shown(call, claim));
      }
      PayloadName name = PayloadName.of(claim.payload());
      return new Verified(found.caller(), name.protection(() -> seed(claim, key.copy())));
    }
  }

  static boolean same(String computed, String sent) {
    return MessageDigest.isEqual(
        computed.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
  }

  /// Clients ask where a bucket is before they know with which region to sign.
  private String expectedRegion(S3Call call, Scope scope) {
    boolean asksRegion = call.head().method().equals("GET") && call.query().has("location");
    return asksRegion ? scope.region() : region;
  }

  private static ChunkSeed seed(Claim claim, SigningKey key) {
    return new ChunkSeed(
        key, claim.time().timestamp(), claim.credential().scope().toString(), claim.signature());
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(wire(text));
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Header values hold a character for each byte of the wire; a transport that decoded them as
  /// UTF-8 gives itself away by characters that no byte has.
  static Charset wire(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return StandardCharsets.UTF_8;
      }
    }
    return StandardCharsets.ISO_8859_1;
  }
}
