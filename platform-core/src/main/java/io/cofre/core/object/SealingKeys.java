package io.cofre.core.object;

import io.cofre.core.object.record.Sealing;
import io.cofre.core.seal.BodyRef;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.Layer;
import io.cofre.core.seal.ObjectKey;
import java.util.ArrayList;
import java.util.List;

/// The keys of an object version, open; whoever receives them closes them.
///
/// @param sealing how the version is sealed
/// @param keys of its layers, from the inside to the outside
record SealingKeys(Sealing sealing, List<ObjectKey> keys) implements AutoCloseable {

  /// The layers of one of its bodies.
  ///
  /// @param part the part's number, 0 for an object in one piece
  List<Layer> layers(Identity identity, int part) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      BodyRef body = new BodyRef(identity, part, sealing.layouts().get(i), i + 1);
      layers.add(new Layer(keys.get(i), body));
    }
    return layers;
  }

  @Override
  public void close() {
    keys.forEach(ObjectKey::close);
  }
}
