package io.cofre.core.object;

import io.cofre.core.object.FoundObject.Loaded;
import io.cofre.core.object.FoundObject.Place;
import io.cofre.core.object.FoundObject.Stored;
import io.cofre.core.seal.SealedSource;

/// Reads bodies from where they are.
final class Places {
  private Places() {}

  static SealedSource source(Room room, Place place) {
    return switch (place) {
      case Loaded(SealedSource source) -> source;
      case Stored(var blob) ->
          range ->
              room.blobs()
                  .read(blob, range)
                  .orElseThrow(() -> Catalog.damaged("the body of an object is missing"));
    };
  }
}
