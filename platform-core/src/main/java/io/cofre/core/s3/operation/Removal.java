package io.cofre.core.s3.operation;

import io.cofre.core.object.StoredObjects;
import io.cofre.core.object.model.ObjectName;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.s3.header.Versions;
import java.io.IOException;

/// Removes what a client names, alone or among many.
final class Removal {
  private Removal() {}

  /// Remove a version; one that is not there is removed already, unless it had to fulfil something.
  static void of(StoredObjects objects, ObjectName name, String version, WriteCondition condition)
      throws IOException {
    if (Versions.known(version)) {
      objects.delete(name, condition);
    } else if (!(condition instanceof WriteCondition.Always)) {
      Versions.check(version);
    }
  }
}
