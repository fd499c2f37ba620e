package io.cofre.core.object;

import io.cofre.core.object.FoundObject.Loaded;
import io.cofre.core.object.FoundObject.Piece;
import io.cofre.core.object.FoundObject.Place;
import io.cofre.core.object.FoundObject.Stored;
import io.cofre.core.object.blob.Leased;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.Protection;
import io.cofre.core.object.model.ReadKey;
import io.cofre.core.seal.Layer;
import io.cofre.core.seal.SealedSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// An object open for reading. Its key is opened at the first byte: who only looks at what is known
/// of an object needs no KMS.
final class OpenObject implements ReadableObject {
  private final Room room;
  private final Leased<FoundObject> leased;
  private final LazyKey key;
  private final ObjectInfo info;

  OpenObject(Room room, Leased<FoundObject> leased, ReadKey brought) {
    this.room = room;
    this.leased = leased;
    this.key = new LazyKey(room.sealings(), leased.value().object(), brought);
    this.info = leased.value().info();
  }

  @Override
  public ObjectInfo info() {
    return info;
  }

  /// Open the key now, where the client brought one.
  void prove() {
    if (info.protection() instanceof Protection.Customer) {
      var _ = key.get();
    }
  }

  @Override
  public InputStream stream(long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || offset > info.size() - length) {
      throw new IllegalArgumentException("the range lies within the object");
    }
    Deque<PlaintextStream.Step> steps = new ArrayDeque<>();
    long start = 0;
    for (Piece piece : leased.value().pieces()) {
      long from = Math.max(offset, start);
      long to = Math.min(offset + length, start + piece.size());
      if (from < to || (piece.size() == 0 && from == to)) { // an empty part is verified, too
        long within = from - start;
        steps.add(() -> open(piece, within, to - from));
      }
      start += piece.size();
    }
    PlaintextStream stream = new PlaintextStream(steps);
    stream.begin();
    return stream;
  }

  private InputStream open(Piece piece, long offset, long length) throws IOException {
    var clear = leased.value().object().clear();
    List<Layer> layers = key.get().layers(clear.identity(info.name()), piece.part());
    return room.bodies().open(layers, source(piece.place()), piece.size(), offset, length);
  }

  private SealedSource source(Place place) {
    return switch (place) {
      case Loaded(SealedSource source) -> source;
      case Stored(var blob) ->
          range ->
              room.blobs()
                  .read(blob, range)
                  .orElseThrow(() -> Catalog.damaged("the body of an object is missing"));
    };
  }

  @Override
  public void close() {
    key.close();
    leased.lease().close();
  }
}
