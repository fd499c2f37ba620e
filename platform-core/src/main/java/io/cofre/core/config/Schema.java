package io.cofre.core.config;

import io.cofre.api.plugin.Setting;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The shape of the configuration: which keys there are, and what each holds.
sealed interface Schema {

  /// A value; a list is written as texts with commas between them.
  record Leaf(Setting<?> setting) implements Schema {}

  /// Keys that are known; where it is open, all others are settings of a plugin.
  record Group(Map<String, Schema> children, boolean open) implements Schema {
    public Group {
      children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    static Group closed() {
      return new Group(Map.of(), false);
    }

    static Group ofPlugin() {
      return new Group(Map.of(), true);
    }

    Group with(String name, Schema child) {
      Map<String, Schema> more = new LinkedHashMap<>(children);
      more.put(name, child);
      return new Group(more, open);
    }

    Group with(Setting<?> setting) {
      return with(setting.key(), new Leaf(setting));
    }
  }

  /// Groups of one shape under names that the operator chooses.
  record Named(Group each) implements Schema {}
}
