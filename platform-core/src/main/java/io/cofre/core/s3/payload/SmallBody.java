package io.cofre.core.s3.payload;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ContentDigest;
import io.cofre.core.checksum.Digests;
import io.cofre.core.object.model.Content;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads bodies that are small documents.
public final class SmallBody {
  /// The limit of most documents, in bytes: 1 MiB.
  public static final int DOCUMENT = 1 << 20;

  /// The limit of lists of objects or parts, in bytes: 2 MiB.
  public static final int LIST = 2 << 20;

  private SmallBody() {}

  /// Read a body to its end and check all that was claimed of it.
  ///
  /// @param limit the most bytes it may have
  /// @throws S3Failure `MaxMessageLengthExceeded` before anything is read, `BadDigest`, or what
  ///   reading the body throws
  /// @throws IOException if the connection breaks
  public static byte[] read(Content content, int limit) throws IOException {
    if (content.length() > limit) {
      throw new S3Failure(S3Error.MAX_MESSAGE_LENGTH_EXCEEDED);
    }
    byte[] bytes;
    try (InputStream body = content.body()) {
      bytes = body.readAllBytes();
    }
    Optional<Checksum> claimed = content.claimed();
    ContentDigest digest =
        new ContentDigest(claimed.map(Checksum::algorithm).map(Set::of).orElse(Set.of()));
    digest.update(bytes, 0, bytes.length);
    Digests computed = digest.finish();
    content.claimedMd5().ifPresent(md5 -> requireMd5(md5, computed.md5()));
    claimed.ifPresent(checksum -> requireChecksum(checksum, computed));
    return bytes;
  }

  private static void requireMd5(byte[] claimed, byte[] computed) {
    if (!MessageDigest.isEqual(claimed, computed)) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("ExpectedDigest", Base64.getEncoder().encodeToString(claimed));
      details.put("CalculatedDigest", Base64.getEncoder().encodeToString(computed));
      throw new S3Failure(
          S3Error.BAD_DIGEST,
          "The Content-MD5 you specified did not match what we received.",
          details);
    }
  }

  private static void requireChecksum(Checksum claimed, Digests computed) {
    if (!computed.checksum(claimed.algorithm()).equals(Optional.of(claimed))) {
      throw new S3Failure(
          S3Error.BAD_DIGEST,
          "The %s you specified did not match the calculated checksum."
              .formatted(claimed.algorithm()));
    }
  }
}
