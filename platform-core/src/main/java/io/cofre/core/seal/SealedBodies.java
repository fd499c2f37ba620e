package io.cofre.core.seal;

import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.storage.BlobRange;
import io.cofre.api.storage.BlobSink;
import io.cofre.core.seal.SealFailure.Reason;
import io.cofre.core.seal.format.Format;
import io.cofre.core.seal.format.SegmentMap;
import io.cofre.core.seal.format.Segments;
import io.cofre.core.seal.v1.V1Format;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// Seals and opens bodies in the format their layout names. Thread-safe.
///
/// Fails with [SealFailure] for a layout whose format or cipher is not there.
public final class SealedBodies {
  private static final Map<Integer, Format> FORMATS = Map.of(1, new V1Format());
  private final Map<String, CipherProvider> ciphers;
  private final Layout layout;

  /// Make one of the installed ciphers.
  ///
  /// @param ciphers by name
  /// @param layout for new bodies
  /// @throws SealFailure if that layout cannot be sealed
  public SealedBodies(Map<String, CipherProvider> ciphers, Layout layout) {
    this.ciphers = Map.copyOf(ciphers);
    this.layout = layout;
    cipher(layout);
    format(layout);
  }

  /// The layout for new bodies: newest format, default cipher and segment size.
  public Layout layout() {
    return layout;
  }

  /// The length of the sealed body for a plaintext length.
  public long sealedLength(Layout layout, long plainLength) {
    return map(layout, plainLength).sealedLength();
  }

  /// Seal a plaintext of unknown length into a sink: reads it to its end, in steps of a segment.
  ///
  /// @return the length of the plaintext in bytes
  public long seal(ObjectKey key, BodyRef body, InputStream plain, PlainTap tap, BlobSink sink)
      throws IOException {
    return seal(key, body, Plaintext.of(plain), tap, sink);
  }

  /// Seal a plaintext into a sink: reads it to its end, in steps of a segment. Buffers are as large
  /// as a segment, or as the expected length where that is less.
  ///
  /// @return the length of the plaintext in bytes
  public long seal(ObjectKey key, BodyRef body, Plaintext plain, PlainTap tap, BlobSink sink)
      throws IOException {
    CipherProvider cipher = cipher(body.layout());
    Format format = format(body.layout());
    try (Segments segments = format.begin(cipher, key.plain(), body.associated())) {
      long limit = format.maxSegments(cipher.shape());
      return new BodySealer(map(body.layout(), 0), limit, segments, plain, tap).seal(sink);
    }
  }

  /// Seal a plaintext while it is read: the sealed body as a stream, which the caller closes.
  InputStream sealing(ObjectKey key, BodyRef body, Plaintext plain, PlainTap tap) {
    CipherProvider cipher = cipher(body.layout());
    Format format = format(body.layout());
    SegmentMap frame = map(body.layout(), 0);
    Segments segments = format.begin(cipher, key.plain(), body.associated());
    long limit = format.maxSegments(cipher.shape());
    return new SealingStream(new BodySealer(frame, limit, segments, plain, tap), segments, tap);
  }

  /// Open a range of the plaintext. Reads the header and the segments that the range touches, and
  /// no others; each segment's tag is verified before a byte of it comes out, and a body whose
  /// stored length does not fit the plaintext's is refused. `transferTo` writes opened segments
  /// without another copy.
  ///
  /// The first segment is opened before this returns. Reading fails with
  /// [io.cofre.api.cipher.NotAuthentic].
  ///
  /// @param plainLength the length of the whole plaintext
  /// @param offset where the range begins
  /// @param length how long it is; the range lies within the plaintext
  public InputStream open(
      ObjectKey key, BodyRef body, SealedSource source, long plainLength, long offset, long length)
      throws IOException {
    if (offset < 0 || length < 0 || offset > plainLength - length) {
      throw new IllegalArgumentException("the range lies within the plaintext");
    }
    SegmentMap map = map(body.layout(), plainLength);
    if (length == 0 && plainLength > 0) {
      return InputStream.nullInputStream();
    }
    CipherProvider cipher = cipher(body.layout());
    Format format = format(body.layout());
    byte[] associated = body.associated();
    return new BodyOpener(
            map,
            new StoredBody(source, map.sealedLength()),
            header -> format.resume(cipher, key.plain(), associated, header))
        .open(new BlobRange(offset, length));
  }

  private SegmentMap map(Layout layout, long plainLength) {
    CipherProvider cipher = cipher(layout);
    Format format = format(layout);
    int header = format.headerBytes(cipher.shape());
    var map = new SegmentMap(header, cipher.shape(), layout.segmentBytes(), plainLength);
    long limit = format.maxSegments(cipher.shape());
    if (map.segments() > limit) {
      throw tooLong(limit);
    }
    return map;
  }

  private CipherProvider cipher(Layout layout) {
    CipherProvider cipher = ciphers.get(layout.cipher());
    if (cipher == null) {
      throw new SealFailure(
          Reason.UNKNOWN_CIPHER,
          "no installed plugin offers the cipher %s".formatted(layout.cipher()));
    }
    return cipher;
  }

  private static Format format(Layout layout) {
    Format format = FORMATS.get(layout.format());
    if (format == null) {
      throw new SealFailure(
          Reason.UNKNOWN_FORMAT,
          "this release does not know version %d of the sealed format".formatted(layout.format()));
    }
    return format;
  }

  static SealFailure tooLong(long maxSegments) {
    return new SealFailure(
        Reason.TOO_LONG, "the cipher seals at most %d segments in one body".formatted(maxSegments));
  }
}
