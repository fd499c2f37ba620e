package io.cofre.core.object;

import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A body that has exactly the announced length, or fails with `INCOMPLETE_BODY`.
///
/// At its end it asks the body for its end once, for that is where a trailer is read and checked.
final class ExactBody extends InputStream {
  private final InputStream body;
  private long left;
  private boolean ended;

  ExactBody(InputStream body, long length) {
    this.body = body;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      end();
      return -1;
    }
    int count = body.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw failure("the body ended %d bytes before its announced length".formatted(left));
    }
    left -= count;
    return count;
  }

  private void end() throws IOException {
    if (!ended) {
      ended = true;
      if (body.read() >= 0) {
        throw failure("the body is longer than announced");
      }
    }
  }

  private static ObjectFailure failure(String message) {
    return new ObjectFailure(Reason.INCOMPLETE_BODY, message);
  }
}
