package io.cofre.core.object;

import io.cofre.api.storage.BlobId;
import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.record.BodyOwner;
import io.cofre.core.object.record.PartRecord;
import io.cofre.core.object.record.Placement;
import io.cofre.core.object.record.Placement.InBlob;
import io.cofre.core.object.record.Placement.InParts;
import io.cofre.core.object.record.Placement.Inline;
import io.cofre.core.object.record.StoredObject;
import io.cofre.core.seal.SealedSource;
import java.util.ArrayList;
import java.util.List;

/// An object as it was found in one view: its record, its parts and its inline bodies.
///
/// @param object its record
/// @param parts its parts, none for one in one piece
/// @param pieces its bodies in order, at least one
record FoundObject(StoredObject object, List<PartRecord> parts, List<Piece> pieces) {

  /// A sealed body.
  ///
  /// @param part its part's number, 0 for an object in one piece
  /// @param size of the plaintext
  /// @param place where it is
  record Piece(int part, long size, Place place) {}

  /// Where a sealed body can be read.
  sealed interface Place {}

  /// In memory.
  record Loaded(SealedSource source) implements Place {}

  /// In a blob.
  record Stored(BlobId blob) implements Place {}

  /// What is known of the object.
  ObjectInfo info() {
    return object.info(parts.stream().map(PartRecord::info).toList());
  }

  /// The blobs to lease.
  List<BlobId> blobs() {
    return pieces.stream()
        .map(Piece::place)
        .filter(Stored.class::isInstance)
        .map(place -> ((Stored) place).blob())
        .toList();
  }

  /// Find an object with all that is needed to read it.
  static FoundObject in(MetadataView view, Catalog catalog, StoredObject object) {
    List<PartRecord> parts = catalog.parts(view, object);
    String version = object.clear().version();
    List<Piece> pieces = new ArrayList<>();
    for (PartRecord part : parts) {
      BodyOwner owner = new BodyOwner(version, part.number());
      pieces.add(new Piece(part.number(), part.size(), place(view, owner, part.placement())));
    }
    if (!(object.clear().placement() instanceof InParts)) {
      Place place = place(view, new BodyOwner(version, 0), object.clear().placement());
      pieces.add(new Piece(0, object.clear().size(), place));
    }
    return new FoundObject(object, parts, pieces);
  }

  private static Place place(MetadataView view, BodyOwner owner, Placement placement) {
    return switch (placement) {
      case InBlob(BlobId blob) -> new Stored(blob);
      case Inline() ->
          new Loaded(
              SealedSource.of(
                  view.get(owner.inlineKey())
                      .orElseThrow(() -> Catalog.damaged("the body of an object is missing"))));
      case InParts() -> throw Catalog.damaged("a part is not made of parts");
    };
  }
}
