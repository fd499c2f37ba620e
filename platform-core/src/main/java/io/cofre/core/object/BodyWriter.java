package io.cofre.core.object;

import io.cofre.api.storage.BlobSink;
import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.checksum.ContentDigest;
import io.cofre.core.checksum.Digests;
import io.cofre.core.object.blob.BlobTicket;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.seal.Layer;
import io.cofre.core.seal.Layout;
import io.cofre.core.seal.Plaintext;
import io.cofre.core.seal.SealFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/// Seals content on its way in: small bodies in memory, others straight into a blob. Thread-safe.
///
/// @param room what it works with
record BodyWriter(Room room) {
  private static final Digests NOTHING = new ContentDigest(Set.of()).finish();

  /// Seal a content to its end and check what its sender claims; the caller closes the result.
  ///
  /// @param algorithms the checksums to compute
  NewBody write(List<Layer> layers, Content content, Set<ChecksumAlgorithm> algorithms)
      throws IOException {
    try {
      List<Layout> layouts = layers.stream().map(layer -> layer.body().layout()).toList();
      long sealedLength = room.bodies().sealedLength(layouts, content.length());
      Run sealing = new Run(room, layers, content, algorithms);
      return sealedLength <= room.settings().inlineLimit()
          ? inMemory(sealing, (int) sealedLength)
          : written(sealing);
    } catch (SealFailure e) {
      throw SealTrouble.of(e);
    }
  }

  private static NewBody inMemory(Run sealing, int sealedLength) throws IOException {
    ByteBuffer sealed = ByteBuffer.allocate(sealedLength);
    Digests digests = sealing.run(sealed::put);
    return new NewBody.InMemory(sealed.array(), digests);
  }

  private NewBody written(Run sealing) throws IOException {
    BlobTicket ticket = room.life().begin();
    boolean complete = false;
    try {
      AtomicReference<Digests> digests = new AtomicReference<>(NOTHING);
      room.blobs().write(ticket.blob(), sink -> digests.set(sealing.run(sink)));
      complete = true;
      return new NewBody.Written(ticket, digests.get());
    } finally {
      if (!complete) {
        ticket.close();
      }
    }
  }

  /// One content being sealed.
  private record Run(
      Room room, List<Layer> layers, Content content, Set<ChecksumAlgorithm> algorithms) {

    /// Checks the claims before it returns, so that a blob of wrong content never becomes durable.
    Digests run(BlobSink sink) throws IOException {
      try (BodyDigest digest = BodyDigest.of(new ContentDigest(algorithms), content.length())) {
        ExactBody exact = new ExactBody(content.body(), content.length());
        Plaintext plain = new Plaintext(exact, content.length());
        room.bodies().seal(layers, plain, digest, sink);
        Digests digests = digest.finish();
        check(digests);
        return digests;
      }
    }

    private void check(Digests digests) {
      Optional<byte[]> md5 = content.claimedMd5();
      if (md5.isPresent() && !MessageDigest.isEqual(md5.get(), digests.md5())) {
        throw new ObjectFailure(
            Reason.MD5_MISMATCH, "the MD5 that was sent is not that of the content");
      }
      Optional<Checksum> claimed = content.claimed();
      if (claimed.isPresent() && !digests.checksum(claimed.get().algorithm()).equals(claimed)) {
        throw new ObjectFailure(
            Reason.CHECKSUM_MISMATCH, "the checksum that was sent is not that of the content");
      }
    }
  }
}
