package io.cofre.core.seal;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import io.cofre.core.seal.format.SegmentMap;
import io.cofre.core.seal.format.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/// Starts the opening of a range: finds its segments, reads the header, derives the segment key.
///
/// @param map of the whole body
/// @param stored where its bytes are
/// @param keying makes the segments of a header
record BodyOpener(SegmentMap map, StoredBody stored, Function<ByteBuffer, Segments> keying) {

  OpenedBody open(BlobRange plain) throws IOException {
    long first = map.segmentOf(plain.offset());
    long end = plain.offset() + plain.length();
    BlobRange run = map.sealedRange(first, map.segmentOf(Math.max(plain.offset(), end - 1)));
    boolean withHeader = first == 0;
    Blob blob = stored.open(withHeader ? new BlobRange(0, run.offset() + run.length()) : run);
    try {
      return open(withHeader ? header(blob) : header(), blob, plain);
    } catch (IOException | RuntimeException e) {
      blob.close();
      throw e;
    }
  }

  private OpenedBody open(ByteBuffer header, Blob blob, BlobRange plain) throws IOException {
    Segments segments = keying.apply(header);
    try {
      var body = new OpenedBody(map, segments, stored, blob, plain);
      body.begin();
      return body;
    } catch (IOException | RuntimeException e) {
      segments.close();
      throw e;
    }
  }

  private ByteBuffer header() throws IOException {
    try (Blob blob = stored.open(new BlobRange(0, map.headerBytes()))) {
      return header(blob);
    }
  }

  private ByteBuffer header(Blob blob) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(map.headerBytes());
    StoredBody.fill(blob, header);
    return header.flip();
  }
}
