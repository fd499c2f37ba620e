package io.cofre.core.s3.payload;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.io.InputStream;

/// A body sent as it is, of an announced length and perhaps an announced SHA-256. Its last bytes
/// are handed out only when both are right.
final class WholeBody extends CheckedBody {
  private final InputStream raw;
  private final BodyCheck check;
  private long remaining;
  private boolean checked;

  WholeBody(InputStream raw, long length, BodyCheck check) {
    this.raw = raw;
    this.remaining = length;
    this.check = check;
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
      check.update(buffer, offset, read);
    }
    if (remaining == 0 && !checked) {
      check.end();
      checked = true;
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
