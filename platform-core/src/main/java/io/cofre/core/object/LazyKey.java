package io.cofre.core.object;

import io.cofre.core.object.model.ReadKey;
import io.cofre.core.object.record.StoredObject;
import java.util.ArrayList;
import java.util.List;

/// The keys of an object, opened at their first use and once; used by one thread.
final class LazyKey implements AutoCloseable {
  private final Sealings sealings;
  private final StoredObject object;
  private final ReadKey brought;
  private final List<SealingKeys> opened = new ArrayList<>(1);

  LazyKey(Sealings sealings, StoredObject object, ReadKey brought) {
    this.sealings = sealings;
    this.object = object;
    this.brought = brought;
  }

  SealingKeys get() {
    if (opened.isEmpty()) {
      opened.add(sealings.open(object.clear().sealing(), object.facts(), brought));
    }
    return opened.getFirst();
  }

  @Override
  public void close() {
    opened.forEach(SealingKeys::close);
  }
}
