package io.cofre.core.config;

import io.cofre.core.suggest.Suggestion;
import io.helidon.config.Config;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Walks the merged configuration along its schema: every known value by its key, and a problem for
/// everything else.
final class Flattening {
  private final Layers layers;
  private final References references;
  private final Map<String, GivenText> values = new LinkedHashMap<>();
  private final List<ConfigProblem> problems = new ArrayList<>();

  Flattening(Layers layers, References references) {
    this.layers = layers;
    this.references = references;
  }

  /// Every value by its key; those of plugins too.
  Map<String, GivenText> values() {
    return values;
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  Flattening walk() {
    walk("", ConfigKeys.ROOT, layers.merged());
    for (String key : layers.file().empty()) {
      boolean group = schema(key).filter(known -> !(known instanceof Schema.Leaf)).isPresent();
      boolean instance = key.matches("(listeners|kms)\\.[^.]+");
      if (!group || instance) { // any other group with nothing in it is as good as none
        problem(key, "has no value; write one, or remove the line");
      }
    }
    return this;
  }

  private void walk(String key, Schema schema, Config node) {
    switch (schema) {
      case Schema.Leaf(var setting) -> leaf(key, setting.kind(), node);
      case Schema.Group group -> {
        if (isGroup(key, node)) {
          children(node).forEach(child -> member(key, group, child));
        }
      }
      case Schema.Named(Schema.Group each) -> {
        if (isGroup(key, node)) {
          children(node).forEach(child -> walk(Keys.under(key, child.name()), each, child));
        }
      }
    }
  }

  private void member(String key, Schema.Group group, Config child) {
    String name = child.name();
    String full = Keys.under(key, name);
    Schema known = group.children().get(name);
    if (known != null) {
      walk(full, known, child);
    } else if (group.open()) {
      open(full, child);
    } else {
      problem(full, "is not a known key; " + cure(key, group, name));
    }
  }

  private static String cure(String key, Schema.Group group, String name) {
    Optional<String> near = Suggestion.among(group.children().keySet(), name);
    if (near.isPresent()) {
      return "did you mean '" + near.get() + "'?";
    }
    Optional<String> elsewhere =
        ConfigKeys.all().stream()
            .map(ConfigKeys.Placed::key)
            .filter(k -> k.endsWith("." + name) && !k.equals(Keys.under(key, name)))
            .findFirst();
    return elsewhere
        .map(k -> "did you mean '" + k.replace("*", "NAME") + "'?")
        .orElse("known here: " + String.join(", ", group.children().keySet()));
  }

  /// Take a setting of a plugin; which there are, only the plugin knows.
  private void open(String key, Config node) {
    if (node.type() == Config.Type.OBJECT) {
      if (isGroup(key, node)) {
        children(node).forEach(child -> open(Keys.under(key, child.name()), child));
      }
    } else {
      leaf(key, "list", node);
    }
  }

  private void leaf(String key, String kind, Config node) {
    boolean list = kind.equals("list");
    if (node.type() == Config.Type.OBJECT) {
      problem(key, "is one value, not a group; write '" + last(key) + ": VALUE'");
    } else if (node.hasValue()) {
      take(key, node.asString().get());
    } else if (list) {
      String joined =
          children(node).stream()
              .map(item -> item.asString().orElse(""))
              .collect(Collectors.joining(","));
      take(key, joined);
    } else {
      problem(key, "is one value, not a list; write '" + last(key) + ": VALUE'");
    }
  }

  private void take(String key, String written) {
    try {
      String text = references.resolve(written);
      values.put(key, new GivenText(written, text, layers.origin(key)));
    } catch (IllegalArgumentException e) {
      problem(key, String.valueOf(e.getMessage()));
    }
  }

  private boolean isGroup(String key, Config node) {
    if (node.type() == Config.Type.LIST || node.hasValue()) {
      problem(key, "is a group of keys, not a value; indent its keys below it");
      return false;
    }
    return true;
  }

  private static List<Config> children(Config node) {
    return node.exists() && !node.isLeaf() ? node.asNodeList().get() : List.of();
  }

  private static Optional<Schema> schema(String key) {
    Schema schema = ConfigKeys.ROOT;
    for (String word : key.split("\\.")) {
      Schema next =
          switch (schema) {
            case Schema.Leaf leaf -> leaf;
            case Schema.Group group -> group.children().get(word);
            case Schema.Named(Schema.Group each) -> each;
          };
      if (next == null) {
        return Optional.empty();
      }
      schema = next;
    }
    return Optional.of(schema);
  }

  private static String last(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  private void problem(String key, String what) {
    problems.add(new ConfigProblem(layers.origin(key), key, what));
  }
}
