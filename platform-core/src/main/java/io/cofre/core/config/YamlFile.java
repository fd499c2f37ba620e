package io.cofre.core.config;

import io.helidon.config.spi.ConfigNode.ListNode;
import io.helidon.config.spi.ConfigNode.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads the configuration file strictly, with the line of every key.
///
/// Helidon's own parser takes the last of two equal keys and gives types to plain words, so that
/// `010` becomes 8 and `no` becomes false. Here every value is the text as it was written, and
/// whatever is ambiguous is a problem: equal keys, anchors, tags.
final class YamlFile {
  private static final long LARGEST = 1 << 20;
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ);

  private final String name;
  private final Map<String, Integer> lines = new HashMap<>();
  private final Map<String, String> plainValues = new HashMap<>();
  private final Set<String> empty = new HashSet<>();
  private final List<ConfigProblem> problems = new ArrayList<>();
  private ObjectNode root = ObjectNode.empty();

  private YamlFile(String name) {
    this.name = name;
  }

  static YamlFile read(Path file) {
    YamlFile read = new YamlFile(file.toString());
    try {
      if (Files.isDirectory(file)) {
        read.problem("", 0, "is a folder; name the file in it");
      } else if (!Files.exists(file)) {
        read.problem("", 0, "there is no such file; make it, or name another with --config");
      } else if (Files.size(file) > LARGEST) {
        read.problem("", 0, "is larger than 1 MiB; a configuration is not");
      } else {
        byte[] bytes = Files.readAllBytes(file);
        read.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      }
    } catch (CharacterCodingException e) {
      read.problem("", 0, "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      String cause = e.getClass().getSimpleName();
      read.problem("", 0, "cannot be read (" + cause + "); let the user of the server read it");
    }
    return read;
  }

  static YamlFile parse(String name, String text) {
    YamlFile read = new YamlFile(name);
    read.parse(text);
    return read;
  }

  static YamlFile none() {
    return new YamlFile("configuration");
  }

  ObjectNode root() {
    return root;
  }

  List<ConfigProblem> problems() {
    return List.copyOf(problems);
  }

  /// The keys that have neither value nor keys below them.
  Set<String> empty() {
    return Set.copyOf(empty);
  }

  boolean holds(String key) {
    return lines.containsKey(key);
  }

  Set<String> keys() {
    return Set.copyOf(lines.keySet());
  }

  /// Say whether a key has a plain value.
  boolean says(String key, String value) {
    return value.equals(plainValues.get(key));
  }

  Origin origin(String key) {
    Integer line = lines.get(key);
    return new Origin.InFile(name, line == null ? OptionalInt.empty() : OptionalInt.of(line));
  }

  private void parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(20);
    try {
      Node document = new Yaml(options).compose(new StringReader(text));
      if (document instanceof MappingNode mapping && plain("", mapping)) {
        root = object("", mapping);
      } else if (document != null && !(document instanceof MappingNode) && !isNull(document)) {
        problem("", line(document.getStartMark()), "expected keys with values, such as 's3:'");
      }
    } catch (MarkedYAMLException e) {
      int line = line(e.getProblemMark());
      String cure = quoting(text, line) ? "put ${...} in quotes within { }" : "mend that line";
      problem("", line, "is not YAML: " + e.getProblem() + "; " + cure);
    } catch (YAMLException e) {
      problem("", 0, "is not YAML: it holds characters that no text has; save it again");
    }
  }

  /// Say whether a line holds a reference, which YAML's braces would cut in two.
  private static boolean quoting(String text, int line) {
    return line > 0 && text.lines().skip(line - 1L).limit(1).anyMatch(one -> one.contains("${"));
  }

  private ObjectNode object(String prefix, MappingNode mapping) {
    ObjectNode.Builder object = ObjectNode.builder();
    Map<String, Integer> seen = new HashMap<>();
    for (NodeTuple pair : mapping.getValue()) {
      int line = line(pair.getKeyNode().getStartMark());
      if (!(pair.getKeyNode() instanceof ScalarNode word)
          || word.getAnchor() != null
          || !Keys.word(word.getValue())) {
        problem(prefix, line, "expected a key of A-Z a-z 0-9 _ -; mend what stands before the ':'");
        continue;
      }
      String key = Keys.under(prefix, word.getValue());
      Integer first = seen.putIfAbsent(word.getValue(), line);
      if (first != null) {
        problem(key, line, "is there twice, first in line " + first + "; keep one of them");
        continue;
      }
      lines.put(key, line);
      add(object, word.getValue(), key, pair.getValueNode());
    }
    return object.build();
  }

  private void add(ObjectNode.Builder object, String word, String key, Node value) {
    if (!plain(key, value)) {
      return;
    }
    if (isNull(value)) {
      empty.add(key);
      return;
    }
    switch (value) {
      case ScalarNode scalar -> {
        plainValues.put(key, scalar.getValue());
        object.addValue(word, scalar.getValue());
      }
      case SequenceNode sequence -> object.addList(word, list(key, sequence));
      case MappingNode mapping -> object.addObject(word, object(key, mapping));
      default -> problem(key, line(value.getStartMark()), "expected a value");
    }
  }

  private ListNode list(String key, SequenceNode sequence) {
    ListNode.Builder list = ListNode.builder();
    for (Node item : sequence.getValue()) {
      if (!plain(key, item)) {
        continue;
      }
      if (item instanceof ScalarNode scalar && !isNull(item)) {
        list.addValue(scalar.getValue());
      } else {
        problem(key, line(item.getStartMark()), "expected a list of plain values");
      }
    }
    return list.build();
  }

  /// Refuse anchors, which could make a small file huge or endless, and tags.
  private boolean plain(String key, Node node) {
    if (node.getAnchor() != null) {
      problem(key, line(node.getStartMark()), "anchors and aliases are not read; write it out");
      return false;
    }
    if (!PLAIN.contains(node.getTag())) {
      problem(key, line(node.getStartMark()), "tags are not read; write the plain value");
      return false;
    }
    return true;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static int line(@org.jspecify.annotations.Nullable Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private void problem(String key, int line, String what) {
    OptionalInt at = line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    problems.add(new ConfigProblem(new Origin.InFile(name, at), key, what));
  }
}
