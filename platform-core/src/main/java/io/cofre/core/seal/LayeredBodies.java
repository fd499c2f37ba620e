package io.cofre.core.seal;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// Seals and opens bodies of one layer or two, each under a key and a cipher of its own; the inner
/// one holds the plaintext, the outer one the inner body as a whole. Thread-safe.
///
/// A range of two layers is as cheap as one of one: the segments of the inner body that it touches
/// are a range of the outer body.
///
/// @param bodies what seals a single layer
public record LayeredBodies(SealedBodies bodies) {

  /// The length of the sealed body for a plaintext length.
  ///
  /// @param layouts from the inside to the outside
  public long sealedLength(List<Layout> layouts, long plainLength) {
    long length = plainLength;
    for (Layout layout : layouts) {
      length = bodies.sealedLength(layout, length);
    }
    return length;
  }

  /// Seal a plaintext into a sink; see [SealedBodies#seal].
  ///
  /// @param layers from the inside to the outside, one or two
  /// @return the length of the plaintext in bytes
  public long seal(List<Layer> layers, Plaintext plain, PlainTap tap, BlobSink sink)
      throws IOException {
    Layer inner = layers.getFirst();
    if (layers.size() == 1) {
      return bodies.seal(inner.key(), inner.body(), plain, tap, sink);
    }
    Layer outer = layers.getLast();
    long expected =
        plain.expected() < 0 ? -1 : bodies.sealedLength(inner.body().layout(), plain.expected());
    CountedTap counted = new CountedTap(tap);
    try (InputStream sealing = bodies.sealing(inner.key(), inner.body(), plain, counted)) {
      bodies.seal(outer.key(), outer.body(), new Plaintext(sealing, expected), PlainTap.NONE, sink);
    }
    return counted.total();
  }

  /// Open a range of the plaintext; see [SealedBodies#open].
  ///
  /// @param layers from the inside to the outside, one or two
  public InputStream open(
      List<Layer> layers, SealedSource source, long plainLength, long offset, long length)
      throws IOException {
    Layer inner = layers.getFirst();
    SealedSource within = source;
    if (layers.size() > 1) {
      long innerLength = bodies.sealedLength(inner.body().layout(), plainLength);
      within = new Outer(bodies, layers.getLast(), source, innerLength);
    }
    return bodies.open(inner.key(), inner.body(), within, plainLength, offset, length);
  }

  /// The inner body, read through the outer one.
  private record Outer(SealedBodies bodies, Layer layer, SealedSource source, long length)
      implements SealedSource {
    @Override
    public Blob read(BlobRange range) throws IOException {
      if (range.offset() + range.length() > length) {
        throw new java.io.EOFException("the outer body is shorter than its record says");
      }
      InputStream opened =
          bodies.open(layer.key(), layer.body(), source, length, range.offset(), range.length());
      return new OpenedBlob(opened, length);
    }
  }

  private record OpenedBlob(InputStream opened, long size) implements Blob {
    @Override
    public int read(ByteBuffer into) throws IOException {
      int from = into.arrayOffset() + into.position();
      int count = opened.readNBytes(into.array(), from, into.remaining());
      into.position(into.position() + count);
      return count;
    }

    @Override
    public void close() throws IOException {
      opened.close();
    }
  }
}
