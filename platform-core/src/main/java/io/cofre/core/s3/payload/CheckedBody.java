package io.cofre.core.s3.payload;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A body that, once refused, never comes to an end. Used by one thread.
abstract class CheckedBody extends InputStream {
  private boolean failed;

  /// Read on, or return -1 after everything was checked.
  abstract int next(byte[] buffer, int offset, int length) throws IOException;

  @Override
  public final int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (failed) {
      throw new IOException("the body was refused before");
    }
    failed = true;
    int read = next(buffer, offset, length);
    failed = false;
    return read;
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xFF;
  }

  static S3Failure incomplete() {
    return new S3Failure(S3Error.INCOMPLETE_BODY, "The request body terminated unexpectedly");
  }
}
