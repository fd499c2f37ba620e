package io.cofre.core.config;

import io.helidon.config.spi.ConfigNode.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the platform takes for a whole section that the file leaves out: one listener for S3 and
/// one for administration, and one KMS. A listener in the file that bears one of the two names has
/// its protocol, too.
final class Defaults {
  private Defaults() {}

  static ObjectNode besides(YamlFile file) {
    ObjectNode.Builder root = ObjectNode.builder();
    ObjectNode.Builder listeners = ObjectNode.builder();
    for (String name : List.of("s3", "admin")) { // so named, a listener need not say what it speaks
      if (!file.holds("listeners") || file.holds("listeners." + name)) {
        listeners.addObject(name, value("protocol", name));
      }
    }
    root.addObject("listeners", listeners.build());
    if (!file.holds("kms")) {
      ObjectNode local = value("provider", "local");
      root.addObject("kms", ObjectNode.builder().addObject("main", local).build());
    }
    return root.build();
  }

  private static ObjectNode value(String key, String text) {
    return ObjectNode.builder().addValue(key, text).build();
  }

  /// The names in use in each section of names.
  static Map<String, List<String>> names(YamlFile file) {
    return Map.of(
        "listeners", names(file, "listeners", List.of("s3", "admin")),
        "kms", names(file, "kms", List.of("main")));
  }

  private static List<String> names(YamlFile file, String section, List<String> usual) {
    if (!file.holds(section)) {
      return usual;
    }
    List<String> names = new ArrayList<>();
    for (String key : file.keys()) {
      String name = key.substring(key.lastIndexOf('.') + 1);
      if (key.equals(section + "." + name)) {
        names.add(name);
      }
    }
    return names;
  }
}
