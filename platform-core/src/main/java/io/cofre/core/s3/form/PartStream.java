package io.cofre.core.s3.form;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Reads the parts of a form one after another, each up to the delimiter behind it; for one thread.
/// A form that ends without its closing delimiter fails with `MalformedPOSTRequest`.
final class PartStream extends InputStream {
  private static final int ROOM = 64 * 1024;
  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[ROOM];
  private int from;
  private int to;
  private boolean inPart;

  /// Begin before the first part.
  PartStream(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    buffer[0] = '\r'; // the first delimiter has no line in front of it
    buffer[1] = '\n';
    this.to = 2;
    this.inPart = true;
  }

  /// Go to the next part, leaving out what is left of this one.
  ///
  /// @return whether there is one
  boolean next() throws IOException {
    byte[] rest = new byte[8192];
    int left = 0;
    while (left >= 0) {
      left = read(rest, 0, rest.length);
    }
    int first = one();
    int second = one();
    if (first == '-' && second == '-') {
      return false;
    }
    if (first != '\r' || second != '\n') {
      throw malformed();
    }
    inPart = true;
    return true;
  }

  /// Read a line of a part's head, without its end.
  String line(int longest) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = one();
      if (c == '\r') {
        if (one() != '\n') {
          throw malformed();
        }
        return new String(
            line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
      if (line.length() == longest) {
        throw malformed();
      }
      line.append((char) c);
    }
  }

  private int one() throws IOException {
    if (from == to && !fill()) {
      throw malformed();
    }
    return buffer[from++] & 0xff;
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
    while (inPart) {
      int end = search();
      int count = Math.min(end - from, length);
      if (count > 0) {
        System.arraycopy(buffer, from, into, offset, count);
        from += count;
        return count;
      }
      if (startsWithDelimiter()) {
        from += delimiter.length;
        inPart = false;
      } else if (!fill()) {
        throw malformed();
      }
    }
    return -1;
  }

  /// Up to where the buffer surely belongs to the part: the first place where a delimiter begins or
  /// could begin.
  private int search() {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\r') {
        int known = Math.min(to - i, delimiter.length);
        if (Arrays.equals(buffer, i, i + known, delimiter, 0, known)) {
          return i;
        }
      }
    }
    return to;
  }

  private boolean startsWithDelimiter() {
    return to - from >= delimiter.length
        && Arrays.equals(buffer, from, from + delimiter.length, delimiter, 0, delimiter.length);
  }

  private boolean fill() throws IOException {
    System.arraycopy(buffer, from, buffer, 0, to - from);
    to -= from;
    from = 0;
    int count = in.read(buffer, to, buffer.length - to);
    if (count <= 0) {
      return false;
    }
    to += count;
    return true;
  }

  private static S3Failure malformed() {
    return new S3Failure(S3Error.MALFORMED_POST_REQUEST);
  }
}
