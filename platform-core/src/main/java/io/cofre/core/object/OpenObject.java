package io.cofre.core.object;

import io.cofre.core.object.FoundObject.Loaded;
import io.cofre.core.object.FoundObject.Piece;
import io.cofre.core.object.FoundObject.Place;
import io.cofre.core.object.FoundObject.Stored;
import io.cofre.core.object.blob.Leased;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.seal.BodyRef;
import io.cofre.core.seal.Identity;
import io.cofre.core.seal.SealedSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/// An object open for reading. Its key is opened at the first byte: who only looks at what is known
/// of an object needs no KMS.
final class OpenObject implements ReadableObject {
  private final Room room;
  private final Leased<FoundObject> leased;
  private final LazyKey key;
  private final ObjectInfo info;

  OpenObject(Room room, Leased<FoundObject> leased) {
    this.room = room;
    this.leased = leased;
    this.key = new LazyKey(room.keys(), leased.value().object());
    this.info = leased.value().info();
  }

  @Override
  public ObjectInfo info() {
    return info;
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
    Identity identity = clear.identity(info.name());
    BodyRef body = new BodyRef(identity, piece.part(), clear.layout());
    return room.bodies().open(key.get(), body, source(piece.place()), piece.size(), offset, length);
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
