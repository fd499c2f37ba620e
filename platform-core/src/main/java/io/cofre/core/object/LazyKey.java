package io.cofre.core.object;

import io.cofre.core.object.record.StoredObject;
import io.cofre.core.seal.ObjectKey;
import io.cofre.core.seal.ObjectKeys;
import java.util.ArrayList;
import java.util.List;

/// The key of an object, opened at its first use and once; used by one thread.
final class LazyKey implements AutoCloseable {
  private final ObjectKeys keys;
  private final StoredObject object;
  private final List<ObjectKey> opened = new ArrayList<>(1);

  LazyKey(ObjectKeys keys, StoredObject object) {
    this.keys = keys;
    this.object = object;
  }

  ObjectKey get() {
    if (opened.isEmpty()) {
      opened.add(keys.open(object.clear().envelope(), object.clear().identity(object.name())));
    }
    return opened.getFirst();
  }

  @Override
  public void close() {
    opened.forEach(ObjectKey::close);
  }
}
