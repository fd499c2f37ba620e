package io.cofre.core.s3.payload;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// A body in `aws-chunked` framing. Chunk data goes straight into the reader's buffer; its last
/// bytes are handed out only after the final chunk and what follows it were checked.
///
/// Source: as [SignedChain].
final class ChunkedBody extends CheckedBody {
  /// What every chunk but the last has at least.
  static final int MIN_CHUNK = 8192;

  private static final int MAX_SIZE_DIGITS = 15;

  private final InputStream raw;
  private final FrameLines lines;
  private final Chain chain;
  private final Ending ending;
  private long remaining;
  private long inChunk;
  private long chunkSize = MIN_CHUNK;
  private long chunkNumber;
  private boolean ended;

  ChunkedBody(InputStream raw, long length, Chain chain, Ending ending) {
    this.raw = raw;
    this.lines = new FrameLines(raw);
    this.remaining = length;
    this.chain = chain;
    this.ending = ending;
  }

  @Override
  int next(byte[] buffer, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    if (inChunk == 0) {
      beginChunk();
    }
    if (ended) {
      return -1;
    }
    int read = raw.read(buffer, offset, (int) Math.min(length, inChunk));
    if (read < 0) {
      throw incomplete();
    }
    chain.update(buffer, offset, read);
    inChunk -= read;
    remaining -= read;
    if (inChunk == 0) {
      lines.end();
      chain.endChunk();
    }
    if (remaining == 0) {
      beginChunk();
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    chain.close();
    raw.close();
  }

  private void beginChunk() throws IOException {
    String header = lines.line();
    int semicolon = header.indexOf(';');
    int digits = semicolon < 0 ? header.length() : semicolon;
    long size = size(header.substring(0, digits));
    if (size > 0 && chunkSize < MIN_CHUNK) {
      throw tooSmall();
    }
    if (size > remaining || (size == 0 && remaining > 0)) {
      throw incomplete();
    }
    chain.beginChunk(header.substring(digits));
    chunkNumber++;
    chunkSize = size;
    inChunk = size;
    if (size == 0) {
      end();
    }
  }

  private void end() throws IOException {
    chain.endChunk();
    ending.read(lines);
    lines.endOfBody();
    chain.close();
    ended = true;
  }

  private static long size(String digits) {
    if (digits.isEmpty()
        || digits.length() > MAX_SIZE_DIGITS
        || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw incomplete();
    }
    return HexFormat.fromHexDigitsToLong(digits);
  }

  private S3Failure tooSmall() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("Chunk", Long.toString(chunkNumber));
    details.put("BadChunkSize", Long.toString(chunkSize));
    return new S3Failure(S3Error.INVALID_CHUNK_SIZE, S3Error.INVALID_CHUNK_SIZE.message(), details);
  }
}
