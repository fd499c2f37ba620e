package io.cofre.core.object;

import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.record.ObjectRecord;
import java.util.Optional;

/// An object as a survey found it.
///
/// @param name its bucket and key
/// @param clear the clear part of its record; empty where the record is damaged
public record SealedObject(ObjectName name, Optional<ObjectRecord> clear) {

  /// The name as operators read it.
  public String shown() {
    return name.bucket() + "/" + name.key();
  }
}
