package io.cofre.core.object.record;

import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.seal.KeyFacts;
import java.util.List;

/// An object's record, opened.
///
/// @param name the object
/// @param clear the clear part
/// @param details the sealed part
public record StoredObject(ObjectName name, ObjectRecord clear, ObjectDetails details) {

  /// What its key is bound to.
  public KeyFacts facts() {
    return Facts.of(clear.identity(name), clear.sealing(), details.context());
  }

  /// What is known of the object, without its parts.
  public ObjectInfo info() {
    return info(List.of());
  }

  /// What is known of the object.
  public ObjectInfo info(List<PartInfo> parts) {
    return new ObjectInfo(
        name,
        clear.version(),
        clear.size(),
        clear.modified(),
        details.etag(),
        details.attributes(),
        details.tags(),
        details.checksum(),
        parts,
        details.owner(),
        clear.sealing().protection());
  }
}
