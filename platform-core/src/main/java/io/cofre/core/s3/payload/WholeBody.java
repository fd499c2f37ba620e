package io.cofre.core.s3.payload;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A body sent as it is, of an announced length and perhaps an announced SHA-256. Its last bytes
/// are handed out only when both are right.
final class WholeBody extends CheckedBody {
  private record Expected(String sha256, MessageDigest digest) {}

  private final InputStream raw;
  private final Optional<Expected> expected;
  private long remaining;
  private boolean checked;

  WholeBody(InputStream raw, long length, Optional<String> sha256) {
    this.raw = raw;
    this.remaining = length;
    this.expected = sha256.map(hex -> new Expected(hex, Sha256.create()));
  }

  @Override
  int next(byte[] buffer, int offset, int length) throws IOException {
    int read = -1;
    if (remaining > 0) {
      read = raw.read(buffer, offset, (int) Math.min(length, remaining));
      if (read < 0) {
        throw new S3Failure(S3Error.INCOMPLETE_BODY);
      }
      remaining -= read;
      if (expected.isPresent()) {
        expected.get().digest().update(buffer, offset, read);
      }
    }
    if (remaining == 0 && !checked) {
      check();
      checked = true;
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }

  private void check() {
    if (expected.isEmpty()) {
      return;
    }
    byte[] computed = expected.get().digest().digest();
    String claimed = expected.get().sha256().toLowerCase(Locale.ROOT);
    if (!MessageDigest.isEqual(computed, HexFormat.of().parseHex(claimed))) {
      Map<String, String> details = new LinkedHashMap<>();
      details.put("ClientComputedContentSHA256", claimed);
      details.put("S3ComputedContentSHA256", HexFormat.of().formatHex(computed));
      throw new S3Failure(
          S3Error.X_AMZ_CONTENT_SHA256_MISMATCH,
          S3Error.X_AMZ_CONTENT_SHA256_MISMATCH.message(),
          details);
    }
  }
}
