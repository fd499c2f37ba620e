package io.cofre.core.object;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.FoundObject.Piece;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.seal.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;

/// Seals the bodies of one object anew. What comes out of the old one is held against the checksum
/// that was kept of it, so that damage is found and never sealed as if it were whole.
///
/// @param room what it works with
/// @param object the object
/// @param old its keys
/// @param keys the new ones
/// @param identity of the new version
/// @param gate lets bytes pass
record BodyCopy(
    Room room,
    FoundObject object,
    SealingKeys old,
    SealingKeys keys,
    Identity identity,
    ByteGate gate) {

  NewBody of(Piece piece) throws IOException {
    Optional<Checksum> kept = kept(piece);
    ChecksumAlgorithm algorithm =
        kept.map(Checksum::algorithm).orElse(ChecksumAlgorithm.CRC64NVME);
    try (InputStream plain = new GatedStream(open(piece), gate)) {
      return new BodyWriter(room)
          .write(
              keys.layers(identity, piece.part()),
              new Plain(plain, piece.size(), algorithm, kept),
              Set.of(algorithm));
    } catch (ObjectFailure e) {
      throw e.reason() == Reason.CHECKSUM_MISMATCH
          ? new ObjectFailure(Reason.DAMAGED, "the content is not what its checksum says", e)
          : e;
    }
  }

  private InputStream open(Piece piece) throws IOException {
    StoredObject stored = object.object();
    Identity before = stored.clear().identity(stored.name());
    PlaintextStream stream =
        new PlaintextStream(
            new java.util.ArrayDeque<>(
                java.util.List.of(
                    () ->
                        room.bodies()
                            .open(
                                old.layers(before, piece.part()),
                                Places.source(room, piece.place()),
                                piece.size(),
                                0,
                                piece.size()))));
    stream.begin();
    return stream;
  }

  private Optional<Checksum> kept(Piece piece) {
    if (piece.part() > 0) {
      return object.parts().stream()
          .filter(part -> part.number() == piece.part())
          .map(PartRecord::checksum)
          .findFirst();
    }
    return object
        .object()
        .details()
        .checksum()
        .filter(sum -> sum.type() == Checksum.Type.FULL_OBJECT);
  }

  private record Plain(
      InputStream body, long length, ChecksumAlgorithm algorithm, Optional<Checksum> kept)
      implements Content {
    @Override
    public Optional<Checksum> claimed() {
      return kept;
    }

    @Override
    public Optional<byte[]> claimedMd5() {
      return Optional.empty();
    }
  }
}
