package io.cofre.core.object;

import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.record.RecordKeys;

/// What keeps a wrapped key in its record.
public sealed interface KeyHolder {

  /// The name as operators read it.
  String shown();

  /// The key of the record.
  byte[] record();

  /// The store, whose key seals all records.
  record OfStore() implements KeyHolder {
    @Override
    public String shown() {
      return "the store's own key";
    }

    @Override
    public byte[] record() {
      return RecordKeys.storeKey();
    }
  }

  /// An upload under way.
  ///
  /// @param name of the object that it will become
  /// @param id of the upload
  record OfUpload(ObjectName name, String id) implements KeyHolder {
    @Override
    public String shown() {
      return "%s/%s (upload %s)".formatted(name.bucket(), name.key(), id);
    }

    @Override
    public byte[] record() {
      return RecordKeys.upload(name.bucket(), name.key(), id);
    }
  }

  /// An object.
  ///
  /// @param name of the object
  record OfObject(ObjectName name) implements KeyHolder {
    @Override
    public String shown() {
      return name.bucket() + "/" + name.key();
    }

    @Override
    public byte[] record() {
      return RecordKeys.object(name.bucket(), name.key());
    }
  }
}
