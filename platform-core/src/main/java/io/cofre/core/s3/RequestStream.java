package io.cofre.core.s3;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of a request, whose breaking off is the client's failure and not the store's.
final class RequestStream extends FilterInputStream {

  private long bytes;

  RequestStream(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      int count = super.read(into, offset, length);
      bytes += Math.max(count, 0);
      return count;
    } catch (IOException e) {
      throw new S3Failure(S3Error.INCOMPLETE_BODY);
    }
  }

  /// How many bytes were read.
  long bytes() {
    return bytes;
  }
}
