package io.cofre.kms.aws;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// One key of the double.
final class DoubleKey {
  final String id;
  final boolean multiRegion;
  final List<byte[]> materials = new ArrayList<>();
  int current;
  int looksUntilRotated;
  String state = "Enabled";

  DoubleKey(String id, boolean multiRegion) {
    this.id = id;
    this.multiRegion = multiRegion;
    addMaterial();
  }

  void addMaterial() {
    byte[] fresh = new byte[32];
    new SecureRandom().nextBytes(fresh);
    materials.add(fresh);
  }

  String materialId(int index) {
    return id.replace("-", "") + "%08x".formatted(index + 1);
  }
}
