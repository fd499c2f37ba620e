package io.cofre.core.object;

import java.io.IOException;
import java.io.InputStream;

/// A body whose bytes a test makes one by one.
abstract class ScriptedBody extends InputStream {

  /// The next byte, or -1 at the end.
  abstract int next() throws IOException;

  @Override
  public int read() throws IOException {
    return next();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int next = next();
      if (next < 0) {
        break;
      }
      into[offset + count] = (byte) next;
      count++;
    }
    return count == 0 && length > 0 ? -1 : count;
  }
}
