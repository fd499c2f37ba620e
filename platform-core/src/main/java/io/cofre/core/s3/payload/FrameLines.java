package io.cofre.core.s3.payload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads the lines between chunks, byte by byte so as to take nothing that comes after.
final class FrameLines {
  static final int MAX_LINE = 8 * 1024;
  private static final int MAX_BLANK = 4;

  private final InputStream raw;
  private final byte[] line = new byte[MAX_LINE];

  FrameLines(InputStream raw) {
    this.raw = raw;
  }

  /// Read a line that ends with CR and LF.
  String line() throws IOException {
    int length = untilFeed();
    if (length == 0 || line[length - 1] != '\r') {
      throw CheckedBody.incomplete();
    }
    return text(length - 1);
  }

  /// Read a line of trailers, which some clients end with LF, CR and LF.
  String trailer() throws IOException {
    int length = untilFeed();
    if (length > 0 && line[length - 1] == '\r') {
      return text(length - 1);
    }
    String text = text(length);
    end();
    return text;
  }

  /// Read an empty line.
  void end() throws IOException {
    if (raw.read() != '\r' || raw.read() != '\n') {
      throw CheckedBody.incomplete();
    }
  }

  /// Read the end of the body, before which some clients have further line ends.
  void endOfBody() throws IOException {
    for (int i = 0; i <= MAX_BLANK; i++) {
      int b = raw.read();
      if (b < 0) {
        return;
      }
      if (b != '\r' && b != '\n') {
        throw CheckedBody.incomplete();
      }
    }
    throw CheckedBody.incomplete();
  }

  private int untilFeed() throws IOException {
    for (int length = 0; length < MAX_LINE; length++) {
      int b = raw.read();
      if (b < 0) {
        throw CheckedBody.incomplete();
      }
      if (b == '\n') {
        return length;
      }
      line[length] = (byte) b;
    }
    throw CheckedBody.incomplete();
  }

  private String text(int length) {
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }
}
